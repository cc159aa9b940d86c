//! EC2: one call is an authorization for each resource that it touches (RES-17).

use super::row::{Row, Set, TAGS, ask, list, may, need, none, one, op, pass, set, slot, some, tagging, text};

const LAUNCH: &[Set] = &[
    set("ec2:InstanceType", "instanceType"),
    set("ec2:Tenancy", "tenancy"),
    set("ec2:MetadataHttpTokens", "metadataHttpTokens"),
    set("ec2:MetadataHttpEndpoint", "metadataHttpEndpoint"),
    set("ec2:MetadataHttpPutResponseHopLimit", "metadataHttpPutResponseHopLimit"),
    slot("ec2:InstanceProfile", "instanceProfile"),
    set("ec2:EbsOptimized", "ebsOptimized"),
    set("ec2:RootDeviceType", "rootDeviceType"),
];
const VOLUME: &[Set] = &[
    set("ec2:VolumeType", "volumeType"),
    set("ec2:VolumeSize", "volumeSize"),
    set("ec2:VolumeIops", "volumeIops"),
    set("ec2:Encrypted", "encrypted"),
];
const NETWORK: &[Set] = &[
    set("ec2:AssociatePublicIpAddress", "associatePublicIpAddress"),
    slot("ec2:Subnet", "subnet"),
    slot("ec2:Vpc", "vpc"),
];
const AT_CREATION: &[Set] = &[text("ec2:CreateAction", "RunInstances")];
const TO_EC2: &[Set] = &[text("iam:PassedToService", "ec2.amazonaws.com")];

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    op!(
        "ec2:RunInstances",
        [
            need("image"),
            need("instance"),
            need("subnet"),
            need("networkInterface"),
            list("securityGroups"),
            need("volume"),
            may("keyPair"),
            may("launchTemplate"),
            may("placementGroup"),
            some("snapshots"),
            may("instanceProfile"),
            may("role"),
            may("vpc")
        ],
        [
            ask("ec2:RunInstances").on("image"),
            ask("ec2:RunInstances").on("instance").sets(LAUNCH).tagged(),
            ask("ec2:RunInstances").on("subnet").sets(&[slot("ec2:Vpc", "vpc")]),
            ask("ec2:RunInstances").on("networkInterface").sets(NETWORK).tagged(),
            ask("ec2:RunInstances").on("securityGroups").sets(&[slot("ec2:Vpc", "vpc")]),
            ask("ec2:RunInstances").on("volume").sets(VOLUME).tagged(),
            ask("ec2:RunInstances").on("keyPair"),
            ask("ec2:RunInstances").on("launchTemplate"),
            ask("ec2:RunInstances").on("placementGroup"),
            ask("ec2:RunInstances").on("snapshots"),
            ask("ec2:CreateTags").on("instance").given(TAGS).sets(AT_CREATION).tagged(),
            ask("ec2:CreateTags").on("networkInterface").given(TAGS).sets(AT_CREATION).tagged(),
            ask("ec2:CreateTags").on("volume").given(TAGS).sets(AT_CREATION).tagged(),
            pass("role", TO_EC2),
        ]
    ),
    op!("ec2:StartInstances", [list("instances")], [ask("ec2:StartInstances").on("instances")]),
    op!("ec2:StopInstances", [list("instances")], [ask("ec2:StopInstances").on("instances")]),
    op!("ec2:RebootInstances", [list("instances")], [ask("ec2:RebootInstances").on("instances")]),
    op!("ec2:TerminateInstances", [list("instances")], [ask("ec2:TerminateInstances").on("instances")]),
    one!("ec2:ModifyInstanceAttribute", "instance"),
    one!("ec2:ModifyInstanceMetadataOptions", "instance"),
    one!("ec2:GetConsoleOutput", "instance"),
    one!("ec2:GetPasswordData", "instance"),
    op!("ec2:AssociateIamInstanceProfile", [need("instance"), may("role")], [
        ask("ec2:AssociateIamInstanceProfile").on("instance"),
        pass("role", TO_EC2),
    ]),
    op!("ec2:CreateImage", [need("instance"), need("image"), some("snapshots")], [
        ask("ec2:CreateImage").on("instance"),
        ask("ec2:CreateImage").on("image").tagged(),
        ask("ec2:CreateImage").on("snapshots").tagged(),
        ask("ec2:CreateTags").on("image").given(TAGS).sets(&[text("ec2:CreateAction", "CreateImage")]).tagged(),
    ]),
    one!("ec2:DeregisterImage", "image"),
    op!("ec2:CreateVolume", [need("volume"), may("snapshot")], [
        ask("ec2:CreateVolume").on("volume").sets(VOLUME).tagged(),
        ask("ec2:CreateVolume").on("snapshot"),
        ask("ec2:CreateTags").on("volume").given(TAGS).sets(&[text("ec2:CreateAction", "CreateVolume")]).tagged(),
    ]),
    op!("ec2:AttachVolume", [need("volume"), need("instance")], [ask("ec2:AttachVolume").on("instance"), ask("ec2:AttachVolume").on("volume")]),
    op!("ec2:DetachVolume", [need("volume"), may("instance")], [ask("ec2:DetachVolume").on("instance"), ask("ec2:DetachVolume").on("volume")]),
    one!("ec2:DeleteVolume", "volume"),
    op!("ec2:CreateSnapshot", [need("volume"), need("snapshot")], [
        ask("ec2:CreateSnapshot").on("snapshot").tagged(),
        ask("ec2:CreateSnapshot").on("volume"),
        ask("ec2:CreateTags").on("snapshot").given(TAGS).sets(&[text("ec2:CreateAction", "CreateSnapshot")]).tagged(),
    ]),
    one!("ec2:DeleteSnapshot", "snapshot"),
    one!("ec2:ModifySnapshotAttribute", "snapshot"),
    op!("ec2:CreateTags", [list("resources")], [ask("ec2:CreateTags").on("resources").tagged()]),
    op!("ec2:DeleteTags", [list("resources")], [ask("ec2:DeleteTags").on("resources").tagged()]),
    op!("ec2:CreateSecurityGroup", [need("securityGroup"), may("vpc")], [
        ask("ec2:CreateSecurityGroup").on("securityGroup").tagged(),
        ask("ec2:CreateSecurityGroup").on("vpc"),
        ask("ec2:CreateTags").on("securityGroup").given(TAGS).sets(&[text("ec2:CreateAction", "CreateSecurityGroup")]).tagged(),
    ]),
    one!("ec2:DeleteSecurityGroup", "securityGroup"),
    one!("ec2:AuthorizeSecurityGroupIngress", "securityGroup"),
    one!("ec2:AuthorizeSecurityGroupEgress", "securityGroup"),
    one!("ec2:RevokeSecurityGroupIngress", "securityGroup"),
    one!("ec2:RevokeSecurityGroupEgress", "securityGroup"),
    tagging!("ec2:CreateVpc", "vpc", "ec2:CreateTags"),
    one!("ec2:DeleteVpc", "vpc"),
    op!("ec2:CreateSubnet", [need("subnet"), need("vpc")], [
        ask("ec2:CreateSubnet").on("subnet").tagged(),
        ask("ec2:CreateSubnet").on("vpc"),
        ask("ec2:CreateTags").on("subnet").given(TAGS).sets(&[text("ec2:CreateAction", "CreateSubnet")]).tagged(),
    ]),
    one!("ec2:DeleteSubnet", "subnet"),
    tagging!("ec2:CreateKeyPair", "keyPair", "ec2:CreateTags"),
    tagging!("ec2:CreateLaunchTemplate", "launchTemplate", "ec2:CreateTags"),
    op!("ec2:CreateVpcEndpoint", [need("endpoint"), need("vpc"), some("subnets"), some("securityGroups"), some("routeTables")], [
        ask("ec2:CreateVpcEndpoint").on("vpc"),
        ask("ec2:CreateVpcEndpoint").on("endpoint").sets(&[set("ec2:VpceServiceName", "serviceName")]).tagged(),
        ask("ec2:CreateVpcEndpoint").on("subnets"),
        ask("ec2:CreateVpcEndpoint").on("securityGroups"),
        ask("ec2:CreateVpcEndpoint").on("routeTables"),
    ]),
    tagging!("ec2:AllocateAddress", "address", "ec2:CreateTags"),
    one!("ec2:ReleaseAddress", "address"),
    none!("ec2:DescribeInstances"),
    none!("ec2:DescribeImages"),
    none!("ec2:DescribeVpcs"),
    none!("ec2:DescribeSubnets"),
    none!("ec2:DescribeSecurityGroups"),
    none!("ec2:DescribeVolumes"),
    none!("ec2:DescribeSnapshots"),
    none!("ec2:DescribeRegions"),
    none!("ec2:DescribeAvailabilityZones"),
    none!("ec2:DescribeKeyPairs"),
    none!("ec2:DescribeTags"),
];
