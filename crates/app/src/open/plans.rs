//! The plans that were shown, so that exactly one of them can be published.

use std::collections::VecDeque;

use manifold_domain::plan::Plan;

use crate::change::Wanted;
use crate::wire::change::PlanId;

/// How many plans are remembered: forms plan again at every stroke, only the last few can be on a screen.
const REMEMBERED: usize = 16;

/// A plan that a client was shown.
#[derive(Clone)]
pub(crate) struct ShownPlan {
    /// What the person wants.
    pub(crate) wanted: Wanted,
    /// What was shown.
    pub(crate) plan: Plan,
}

/// The plans that were shown, newest last.
#[derive(Default)]
pub(super) struct ShownPlans {
    plans: VecDeque<(PlanId, ShownPlan)>,
}

impl ShownPlans {
    /// Remembers a plan, and forgets the oldest where there are many. Its id is random: a client that outlived the
    /// application must not publish another plan than it was shown.
    pub(super) fn remember(&mut self, plan: ShownPlan) -> PlanId {
        let id = PlanId(format!("{:016x}", rand::random::<u64>()));
        self.plans.push_back((id.clone(), plan));
        if self.plans.len() > REMEMBERED {
            self.plans.pop_front();
        }
        id
    }

    /// The plan that was shown under this id.
    pub(super) fn get(&self, id: &PlanId) -> Option<ShownPlan> {
        self.plans
            .iter()
            .find(|(known, _)| known == id)
            .map(|(_, plan)| plan.clone())
    }

    /// Forgets a plan: it was published, and can be once only.
    pub(super) fn forget(&mut self, id: &PlanId) {
        self.plans.retain(|(known, _)| known != id);
    }
}
