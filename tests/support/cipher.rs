//! Encryption of PDFs as of revision 4 of its standard handler: RC4 with 128 bits, strings left as they are.

/// What a password is filled up with.
const FILLING: [u8; 32] = [
    0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08, 0x2E, 0x2E, 0x00,
    0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
];
/// Name of the file, and what stands for the password of its owner.
const NAME: &[u8; 16] = b"0123456789abcdef";
const OWNER: [u8; 32] = [b'o'; 32];

/// The key of a file that opens without a password.
pub(crate) struct Key([u8; 16]);

impl Key {
    pub(crate) fn new(permissions: i32) -> Self {
        let first = md5(&[&FILLING[..], &OWNER, &permissions.to_le_bytes(), NAME].concat());
        Self((0..50).fold(first, |digest, _| md5(&digest)))
    }

    /// The data of an object, encrypted.
    pub(crate) fn encrypted(&self, object: usize, data: &[u8]) -> Vec<u8> {
        rc4(&md5(&[&self.0[..], &object.to_le_bytes()[..3], &[0, 0]].concat()), data)
    }

    /// Entries of the trailer; the dictionary of the encryption stands on the spot.
    pub(crate) fn trailer(&self, permissions: i32) -> String {
        let start = md5(&[&FILLING[..], NAME].concat()).to_vec();
        let user = (0..20_u8).fold(start, |text, round| rc4(&self.0.map(|byte| byte ^ round), &text));
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02X}")).collect::<String>();
        format!(
            "/ID [<{0}> <{0}>] /Encrypt << /Filter /Standard /V 4 /R 4 /Length 128 /P {permissions} /O <{1}> /U <{2}{3}> /CF << \
             /StdCF << /CFM /V2 /AuthEvent /DocOpen /Length 16 >> >> /StmF /StdCF /StrF /Identity >>",
            hex(NAME),
            hex(&OWNER),
            hex(&user),
            hex(&[0; 16]),
        )
    }
}

fn rc4(key: &[u8], data: &[u8]) -> Vec<u8> {
    let mut state: Vec<u8> = (0..=255).collect();
    let mut j = 0_usize;
    for i in 0..256 {
        j = (j + usize::from(state[i]) + usize::from(key[i % key.len()])) % 256;
        state.swap(i, j);
    }
    let (mut i, mut j) = (0_usize, 0_usize);
    let mut next = || {
        i = (i + 1) % 256;
        j = (j + usize::from(state[i])) % 256;
        state.swap(i, j);
        state[(usize::from(state[i]) + usize::from(state[j])) % 256]
    };
    data.iter().map(|byte| byte ^ next()).collect()
}

/// RFC 1321.
fn md5(data: &[u8]) -> [u8; 16] {
    const TURNS: [[u32; 4]; 4] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
    let mut message = data.to_vec();
    message.push(0x80);
    message.resize((message.len() + 8).next_multiple_of(64) - 8, 0);
    message.extend((data.len() as u64 * 8).to_le_bytes());
    let mut state = [0x6745_2301_u32, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476];
    for block in message.chunks(64) {
        let word = |at: usize| u32::from_le_bytes(block[at * 4..at * 4 + 4].try_into().unwrap());
        let [mut a, mut b, mut c, mut d] = state;
        for step in 0..64 {
            let (mixed, at) = match step / 16 {
                0 => (b & c | !b & d, step),
                1 => (d & b | !d & c, (5 * step + 1) % 16),
                2 => (b ^ c ^ d, (3 * step + 5) % 16),
                _ => (c ^ (b | !d), 7 * step % 16),
            };
            let constant = (((step + 1) as f64).sin().abs() * 4_294_967_296.0) as u32;
            let sum = a.wrapping_add(mixed).wrapping_add(constant).wrapping_add(word(at));
            (a, d, c) = (d, c, b);
            b = b.wrapping_add(sum.rotate_left(TURNS[step / 16][step % 4]));
        }
        [a, b, c, d].iter().zip(&mut state).for_each(|(added, sum)| *sum = sum.wrapping_add(*added));
    }
    state.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<u8>>().try_into().unwrap()
}

#[test]
fn digests_and_streams_are_those_of_the_standards() {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    assert_eq!(hex(&md5(b"")), "d41d8cd98f00b204e9800998ecf8427e");
    assert_eq!(hex(&md5(b"message digest")), "f96b697d7cb7938d525a2f31aaf161d0");
    assert_eq!(hex(&rc4(b"Key", b"Plaintext")), "bbf316e8d940af0ad3");
}
