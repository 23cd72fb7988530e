//! The unit of costs.

/// Thousandths of a nat.
pub(crate) type Cost = i32;

/// Costs added up over lines of any number.
pub(crate) type Total = i64;

/// What no reading has reached yet; costs may be added to it.
pub(crate) const UNREACHED: Total = Total::MAX / 4;

/// What is learned as a logarithm, as a cost.
pub(crate) fn nats(nats: f64) -> Total {
    (1000.0 * nats).round() as Total
}
