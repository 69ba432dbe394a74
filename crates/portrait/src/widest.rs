use rten_simd::{Isa, SimdOp};

struct Work<F>(F);

impl<T, F: FnOnce() -> T> SimdOp for Work<F> {
    type Output = T;

    #[inline(always)]
    fn eval<I: Isa>(self, _: I) -> T {
        (self.0)()
    }
}

/// Does some work with the widest registers that the processor has.
///
/// The work is compiled for each kind of them, as far as it is inlined: itself, as a closure, and
/// what it calls have to be `#[inline(always)]`. No results depend on the kind: neither is anything
/// reordered nor are products and sums contracted.
#[inline]
pub(crate) fn widest<T>(work: impl FnOnce() -> T) -> T {
    Work(work).dispatch()
}
