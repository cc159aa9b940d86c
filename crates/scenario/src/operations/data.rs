//! DynamoDB, RDS, Glue, Athena, Kinesis.

use super::row::{Row, Set, TAGS, ask, key, list, may, need, none, one, op, pass, set, slot, some, tagging, text};

const ITEM: &[Set] = &[
    set("dynamodb:LeadingKeys", "leadingKeys"),
    set("dynamodb:Attributes", "attributes"),
    set("dynamodb:Select", "select"),
    set("dynamodb:ReturnValues", "returnValues"),
];
const DYNAMODB: &str = "dynamodb.amazonaws.com";

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    op!("dynamodb:GetItem", [need("table")], [ask("dynamodb:GetItem").on("table").sets(ITEM), key("kms:Decrypt", "table", DYNAMODB)]),
    op!("dynamodb:PutItem", [need("table")], [ask("dynamodb:PutItem").on("table").sets(ITEM), key("kms:Decrypt", "table", DYNAMODB)]),
    op!("dynamodb:UpdateItem", [need("table")], [ask("dynamodb:UpdateItem").on("table").sets(ITEM), key("kms:Decrypt", "table", DYNAMODB)]),
    op!("dynamodb:DeleteItem", [need("table")], [ask("dynamodb:DeleteItem").on("table").sets(ITEM), key("kms:Decrypt", "table", DYNAMODB)]),
    op!("dynamodb:Query", [may("table"), may("index")], [
        ask("dynamodb:Query").on("table").sets(ITEM),
        ask("dynamodb:Query").on("index").sets(ITEM),
        key("kms:Decrypt", "table", DYNAMODB),
    ]),
    op!("dynamodb:Scan", [may("table"), may("index")], [
        ask("dynamodb:Scan").on("table").sets(ITEM),
        ask("dynamodb:Scan").on("index").sets(ITEM),
        key("kms:Decrypt", "table", DYNAMODB),
    ]),
    op!("dynamodb:BatchGetItem", [list("tables")], [ask("dynamodb:BatchGetItem").on("tables").sets(ITEM), key("kms:Decrypt", "tables", DYNAMODB)]),
    op!("dynamodb:BatchWriteItem", [list("tables")], [ask("dynamodb:BatchWriteItem").on("tables").sets(ITEM), key("kms:Decrypt", "tables", DYNAMODB)]),
    op!("dynamodb:TransactGetItems", [list("tables")], [ask("dynamodb:GetItem").on("tables").sets(ITEM), key("kms:Decrypt", "tables", DYNAMODB)]),
    // Each kind of item names the tables that it touches.
    op!("dynamodb:TransactWriteItems", [some("put"), some("update"), some("delete"), some("conditionCheck")], [
        ask("dynamodb:PutItem").on("put").sets(ITEM),
        ask("dynamodb:UpdateItem").on("update").sets(ITEM),
        ask("dynamodb:DeleteItem").on("delete").sets(ITEM),
        ask("dynamodb:ConditionCheckItem").on("conditionCheck").sets(ITEM),
    ]),
    tagging!("dynamodb:CreateTable", "table", "dynamodb:TagResource"),
    one!("dynamodb:DescribeTable", "table"),
    one!("dynamodb:UpdateTable", "table"),
    one!("dynamodb:DeleteTable", "table"),
    one!("dynamodb:UpdateTimeToLive", "table"),
    one!("dynamodb:PutResourcePolicy", "table"),
    one!("dynamodb:ListTagsOfResource", "table"),
    none!("dynamodb:ListTables"),
    op!("rds:CreateDBInstance", [need("instance"), may("subnetGroup"), some("securityGroups")], [
        ask("rds:CreateDBInstance").on("instance").sets(&[
            set("rds:DatabaseEngine", "engine"),
            set("rds:DatabaseClass", "instanceClass"),
            set("rds:StorageEncrypted", "storageEncrypted"),
            set("rds:MultiAz", "multiAz"),
        ]).tagged(),
        ask("rds:CreateDBInstance").on("subnetGroup"),
        ask("rds:CreateDBInstance").on("securityGroups"),
        ask("rds:AddTagsToResource").on("instance").given(TAGS).tagged(),
    ]),
    one!("rds:ModifyDBInstance", "instance"),
    one!("rds:DeleteDBInstance", "instance"),
    one!("rds:RebootDBInstance", "instance"),
    one!("rds:StartDBInstance", "instance"),
    one!("rds:StopDBInstance", "instance"),
    op!("rds:CreateDBSnapshot", [need("instance"), need("snapshot")], [
        ask("rds:CreateDBSnapshot").on("instance"),
        ask("rds:CreateDBSnapshot").on("snapshot").tagged(),
        ask("rds:AddTagsToResource").on("snapshot").given(TAGS).tagged(),
    ]),
    one!("rds:ModifyDBSnapshotAttribute", "snapshot"),
    none!("rds:DescribeDBInstances"),
    none!("rds:DescribeDBClusters"),
    op!("glue:GetTable", [need("table")], [ask("glue:GetTable").tree_of("table")]),
    op!("glue:GetTables", [need("database")], [ask("glue:GetTables").tree_of("database")]),
    op!("glue:GetDatabase", [need("database")], [ask("glue:GetDatabase").tree_of("database")]),
    op!("glue:GetPartitions", [need("table")], [ask("glue:GetPartitions").tree_of("table")]),
    op!("glue:CreateTable", [need("table")], [ask("glue:CreateTable").tree_of("table")]),
    op!("glue:UpdateTable", [need("table")], [ask("glue:UpdateTable").tree_of("table")]),
    op!("glue:DeleteTable", [need("table")], [ask("glue:DeleteTable").tree_of("table")]),
    op!("glue:CreateDatabase", [need("database")], [ask("glue:CreateDatabase").tree_of("database").tagged()]),
    op!("glue:CreateJob", [need("job"), need("role")], [
        ask("glue:CreateJob").on("job").tagged(),
        pass("role", &[text("iam:PassedToService", "glue.amazonaws.com"), slot("iam:AssociatedResourceArn", "job")]),
    ]),
    one!("glue:StartJobRun", "job"),
    one!("glue:GetJobRun", "job"),
    one!("athena:StartQueryExecution", "workGroup"),
    one!("athena:StopQueryExecution", "workGroup"),
    one!("athena:GetQueryExecution", "workGroup"),
    one!("athena:GetQueryResults", "workGroup"),
    op!("kinesis:PutRecord", [need("stream")], [ask("kinesis:PutRecord").on("stream"), key("kms:GenerateDataKey", "stream", "kinesis.amazonaws.com")]),
    op!("kinesis:PutRecords", [need("stream")], [ask("kinesis:PutRecords").on("stream"), key("kms:GenerateDataKey", "stream", "kinesis.amazonaws.com")]),
    op!("kinesis:GetRecords", [need("stream")], [ask("kinesis:GetRecords").on("stream"), key("kms:Decrypt", "stream", "kinesis.amazonaws.com")]),
    one!("kinesis:GetShardIterator", "stream"),
    one!("firehose:PutRecord", "stream"),
    one!("firehose:PutRecordBatch", "stream"),
];
