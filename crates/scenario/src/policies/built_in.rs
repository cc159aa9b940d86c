//! The policies of AWS that a scenario can use by name.

/// A policy of AWS.
pub(crate) struct BuiltIn {
    pub(crate) name: &'static str,
    pub(crate) arn: &'static str,
    pub(crate) text: &'static str,
}

pub(crate) const BUILT_IN: [BuiltIn; 3] = [
    BuiltIn {
        name: "FullAWSAccess",
        arn: "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess",
        text: r#"{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": "*", "Resource": "*" }
  ]
}
"#,
    },
    BuiltIn {
        name: "RCPFullAWSAccess",
        arn: "arn:aws:organizations::aws:policy/resource_control_policy/p-RCPFullAWSAccess",
        text: r#"{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*" }
  ]
}
"#,
    },
    BuiltIn {
        name: "AdministratorAccess",
        arn: "arn:aws:iam::aws:policy/AdministratorAccess",
        text: r#"{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": "*", "Resource": "*" }
  ]
}
"#,
    },
];
