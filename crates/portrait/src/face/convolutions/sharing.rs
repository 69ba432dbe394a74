//! Which maps of a network can lie in the same memory.

use super::map::Shape;
use super::plan::{Plan, Step};

/// Lets maps that are not needed at the same time share their memory.
pub(super) fn shared(mut plan: Plan) -> Plan {
    let last = last_looks(&mut plan);
    let mut places = vec![0; plan.shapes.len()];
    let mut memory = Memory {
        kept: vec![plan.shapes[0]],
        free: Vec::new(),
    };
    for (number, step) in plan.steps.iter_mut().enumerate() {
        let (to, from) = step.numbers();
        places[*to] = memory.taken(plan.shapes[*to]);
        *to = places[*to];
        for map in from {
            let done = last[*map] == number && *map != 0;
            *map = places[*map];
            if done && !memory.free.contains(map) {
                memory.free.push(*map);
            }
        }
    }
    for (map, _) in &mut plan.outputs {
        *map = places[*map];
    }
    plan.shapes = memory.kept;
    plan
}

/// For each map the last step that looks at it; outputs are looked at afterwards.
fn last_looks(plan: &mut Plan) -> Vec<usize> {
    let mut last = vec![0; plan.shapes.len()];
    for (number, step) in plan.steps.iter_mut().map(Step::numbers).enumerate() {
        step.1.iter().for_each(|from| last[**from] = number);
    }
    for (map, _) in &plan.outputs {
        last[*map] = usize::MAX;
    }
    last
}

/// The places for maps, and those of them that are free.
struct Memory {
    kept: Vec<Shape>,
    free: Vec<usize>,
}

impl Memory {
    /// A place for a map of a shape.
    fn taken(&mut self, shape: Shape) -> usize {
        let kept = &self.kept;
        match self.free.iter().position(|&it| kept[it].alike(&shape)) {
            Some(at) => self.free.swap_remove(at),
            None => {
                self.kept.push(shape);
                self.kept.len() - 1
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::plan::{Convolution, Pooling};
    use super::*;

    fn pool(from: usize, to: usize) -> Step {
        Step::Pool(Pooling { from, to })
    }

    fn sum(from: usize, past: usize, to: usize) -> Step {
        Step::Dense(Convolution {
            from,
            to,
            past: Some(past),
            side: 1,
            stride: 1,
            before: 0,
            run: 1,
            weights: Vec::new(),
            bias: Vec::new(),
            slopes: Vec::new(),
        })
    }

    fn numbers(steps: &mut [Step]) -> Vec<(usize, Vec<usize>)> {
        let numbers = steps.iter_mut().map(Step::numbers);
        numbers
            .map(|(to, from)| (*to, from.into_iter().map(|map| *map).collect()))
            .collect()
    }

    #[test]
    fn no_map_is_written_over_while_it_is_still_looked_at() {
        let shape = Shape::grouped(4, 4, 16);
        let mut plan = Plan {
            steps: vec![
                pool(0, 1),
                sum(1, 1, 2),
                sum(2, 0, 3),
                sum(2, 2, 4),
                sum(3, 4, 5),
                pool(5, 6),
                sum(6, 0, 7),
                pool(7, 8),
            ],
            shapes: vec![shape; 9],
            outputs: vec![(4, shape), (8, shape)],
        };
        let maps = numbers(&mut plan.steps);
        let mut plan = shared(plan);
        assert!(plan.shapes.len() < 9, "{}", plan.shapes.len());
        // Which map each place holds.
        let mut held = vec![0; plan.shapes.len()];
        for ((to, from), (place, places)) in maps.iter().zip(numbers(&mut plan.steps)) {
            let found: Vec<_> = places.iter().map(|&place| held[place]).collect();
            assert_eq!(&found, from);
            assert!(!places.contains(&place));
            held[place] = *to;
        }
        assert_eq!([0, 1].map(|it| held[plan.outputs[it].0]), [4, 8]);
    }
}
