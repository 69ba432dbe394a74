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
