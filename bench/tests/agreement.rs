//! A peer that answers something else is not measured at the same task.

use iamwhy_bench::peers::{Peer, answers, awsim::Awsim, cedar::Cedar, iam_rs::IamRs, iamwhy::Iamwhy};
use iamwhy_bench::workload::Workload;

fn agrees<P: Peer>(workload: &Workload) -> bool {
    let Some(answers) = answers::<P>(workload) else {
        return false;
    };
    for (index, (own, expected)) in answers.iter().enumerate() {
        assert_eq!(
            own,
            expected,
            "{} on workload {}, request {index}: {:?}",
            P::NAME,
            workload.name,
            workload.requests[index]
        );
    }
    true
}

#[test]
fn all_who_can_express_a_workload_agree() {
    for workload in [Workload::a(), Workload::b(), Workload::c(10), Workload::c(100)] {
        let layered = workload.name == "b";
        assert!(agrees::<Iamwhy>(&workload));
        assert!(agrees::<Awsim>(&workload));
        assert_eq!(agrees::<IamRs>(&workload), !layered);
        assert_eq!(agrees::<Cedar>(&workload), !layered);
    }
}
