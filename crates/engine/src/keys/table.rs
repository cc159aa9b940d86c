//! The table of keys that AWS documents for every service, and the common keys of single services.

use Cardinality::{Multi, Single};
use KeyType::{Arn, Boolean, Date, Ip, Number, Text};

/// The type of a key's values.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum KeyType {
    /// Text.
    Text,
    /// `true` or `false`.
    Boolean,
    /// An ARN.
    Arn,
    /// An address.
    Ip,
    /// A date.
    Date,
    /// A number.
    Number,
}

/// Whether a key holds one value or a list; a property of the key (COND-25).
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Cardinality {
    /// One value.
    Single,
    /// A list.
    Multi,
}

/// What is known of a key.
#[derive(Copy, Clone, Debug)]
pub struct KeyInfo {
    /// The name; one that ends in `/` is followed by a tag key or the like.
    pub name: &'static str,
    /// The type of its values.
    pub kind: KeyType,
    /// One or many.
    pub cardinality: Cardinality,
    pub(crate) derived: Derived,
}

/// How a value follows from the world and the request.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
#[rustfmt::skip]
pub(crate) enum Derived {
    /// It does not: it must be given.
    Input,
    PrincipalArn, PrincipalAccount, PrincipalOrgId, PrincipalOrgPaths, PrincipalTag, PrincipalIsAwsService,
    PrincipalServiceName, PrincipalServiceNamesList, PrincipalType, UserId, UserName,
    AssumedRoot, FederatedProvider, TokenIssueTime, MfaAge, MfaPresent, SourceIdentity, NextSourceIdentity, Ec2Region,
    SourceIp, SourceVpc, SourceVpcArn, SourceVpce, VpceAccount, VpceOrgId, VpceOrgPaths,
    ResourceAccount, ResourceOrgId, ResourceOrgPaths, ResourceTag, ServiceResourceTag,
    CalledVia, CalledViaFirst, CalledViaLast, ViaAwsService, CurrentTime, EpochTime,
    RequestedRegion, RequestTag, TagKeys, SecureTransport, UserAgent,
    SourceAccount, SourceArn, SourceOrgId, SourceOrgPaths,
    KmsCallerAccount, KmsViaService, KmsAliases, KmsGrantForResource, EncryptionContextKeys,
    S3ResourceAccount, S3ExistingTag, S3BucketTag, S3AccessPointTag, ObjectTag, ObjectTagKeys,
    AccessPointArn, AccessPointAccount, AccessPointOrigin,
}

/// A set of ways of deriving a value.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct DerivedSet(u64);

impl DerivedSet {
    pub(crate) fn contains(self, derived: Derived) -> bool {
        self.0 >> derived as u32 & 1 == 1
    }
}

impl FromIterator<Derived> for DerivedSet {
    fn from_iter<T: IntoIterator<Item = Derived>>(all: T) -> DerivedSet {
        DerivedSet(all.into_iter().fold(0, |set, derived| set | 1 << derived as u32))
    }
}

macro_rules! keys {
    ($($name:literal $kind:ident $cardinality:ident $derived:ident;)*) => {
        const KEYS: &[KeyInfo] = &[$(KeyInfo { name: $name, kind: $kind, cardinality: $cardinality, derived: Derived::$derived }),*];
    };
}

keys! {
    "aws:PrincipalArn" Arn Single PrincipalArn;
    "aws:PrincipalAccount" Text Single PrincipalAccount;
    "aws:PrincipalOrgID" Text Single PrincipalOrgId;
    "aws:PrincipalOrgPaths" Text Multi PrincipalOrgPaths;
    "aws:PrincipalTag/" Text Single PrincipalTag;
    "aws:PrincipalIsAWSService" Boolean Single PrincipalIsAwsService;
    "aws:PrincipalServiceName" Text Single PrincipalServiceName;
    "aws:PrincipalServiceNamesList" Text Multi PrincipalServiceNamesList;
    "aws:PrincipalType" Text Single PrincipalType;
    "aws:userid" Text Single UserId;
    "aws:username" Text Single UserName;
    "aws:AssumedRoot" Boolean Single AssumedRoot;
    "aws:FederatedProvider" Text Single FederatedProvider;
    "aws:TokenIssueTime" Date Single TokenIssueTime;
    "aws:SignInSessionArn" Arn Single Input;
    "aws:MultiFactorAuthAge" Number Single MfaAge;
    "aws:MultiFactorAuthPresent" Boolean Single MfaPresent;
    "aws:ChatbotSourceArn" Arn Single Input;
    "aws:Ec2InstanceSourceVpc" Text Single Input;
    "aws:Ec2InstanceSourcePrivateIPv4" Ip Single Input;
    "aws:SourceIdentity" Text Single SourceIdentity;
    "ec2:RoleDelivery" Number Single Input;
    "ec2:SourceInstanceArn" Arn Single Input;
    "glue:RoleAssumedBy" Text Single Input;
    "glue:CredentialIssuingService" Text Single Input;
    "codebuild:BuildArn" Arn Single Input;
    "codebuild:ProjectArn" Arn Single Input;
    "lambda:SourceFunctionArn" Arn Single Input;
    "ssm:SourceInstanceArn" Arn Single Input;
    "identitystore:UserId" Text Single Input;
    "aws:SourceIp" Ip Single SourceIp;
    "aws:SourceVpc" Text Single SourceVpc;
    "aws:SourceVpcArn" Arn Single SourceVpcArn;
    "aws:SourceVpce" Text Single SourceVpce;
    "aws:VpceAccount" Text Single VpceAccount;
    "aws:VpceOrgID" Text Single VpceOrgId;
    "aws:VpceOrgPaths" Text Multi VpceOrgPaths;
    "aws:VpcSourceIp" Ip Single Input;
    "aws:ResourceAccount" Text Single ResourceAccount;
    "aws:ResourceOrgID" Text Single ResourceOrgId;
    "aws:ResourceOrgPaths" Text Multi ResourceOrgPaths;
    "aws:ResourceTag/" Text Single ResourceTag;
    "aws:CalledVia" Text Multi CalledVia;
    "aws:CalledViaFirst" Text Single CalledViaFirst;
    "aws:CalledViaLast" Text Single CalledViaLast;
    "aws:ViaAWSService" Boolean Single ViaAwsService;
    "aws:CalledViaAWSMCP" Text Single Input;
    "aws:ViaAWSMCPService" Boolean Single Input;
    "aws:IsMcpServiceAction" Boolean Single Input;
    "aws:CurrentTime" Date Single CurrentTime;
    "aws:EpochTime" Date Single EpochTime;
    "aws:referer" Text Single Input;
    "aws:RequestedRegion" Text Single RequestedRegion;
    "aws:RequestTag/" Text Single RequestTag;
    "aws:TagKeys" Text Multi TagKeys;
    "aws:SecureTransport" Boolean Single SecureTransport;
    "aws:SourceAccount" Text Single SourceAccount;
    "aws:SourceArn" Arn Single SourceArn;
    "aws:SourceOrgID" Text Single SourceOrgId;
    "aws:SourceOrgPaths" Text Multi SourceOrgPaths;
    "aws:UserAgent" Text Single UserAgent;
    "sts:ExternalId" Text Single Input;
    "sts:RoleSessionName" Text Single Input;
    "ec2:Region" Text Single Ec2Region;
    "sts:SourceIdentity" Text Single NextSourceIdentity;
    "sts:TransitiveTagKeys" Text Multi Input;
    "sts:DurationSeconds" Number Single Input;
    "sts:AWSServiceName" Text Single Input;
    "sts:RequestContextProviders" Text Multi Input;
    "iam:PassedToService" Text Single Input;
    "iam:AssociatedResourceArn" Arn Single Input;
    "iam:PermissionsBoundary" Arn Single Input;
    "iam:PolicyARN" Arn Single Input;
    "iam:AWSServiceName" Text Single Input;
    "kms:ViaService" Text Single KmsViaService;
    "kms:CallerAccount" Text Single KmsCallerAccount;
    "kms:EncryptionContext:" Text Single Input;
    "kms:EncryptionContextKeys" Text Multi EncryptionContextKeys;
    "kms:GrantIsForAWSResource" Boolean Single KmsGrantForResource;
    "kms:GrantOperations" Text Multi Input;
    "kms:RequestAlias" Text Single Input;
    "kms:ResourceAliases" Text Multi KmsAliases;
    "s3:prefix" Text Single Input;
    "s3:delimiter" Text Single Input;
    "s3:max-keys" Number Single Input;
    "s3:ExistingObjectTag/" Text Single S3ExistingTag;
    "s3:BucketTag/" Text Single S3BucketTag;
    "s3:AccessPointTag/" Text Single S3AccessPointTag;
    "s3:RequestObjectTag/" Text Single ObjectTag;
    "s3:RequestObjectTagKeys" Text Multi ObjectTagKeys;
    "s3:DataAccessPointArn" Arn Single AccessPointArn;
    "s3:DataAccessPointAccount" Text Single AccessPointAccount;
    "s3:AccessPointNetworkOrigin" Text Single AccessPointOrigin;
    "s3:ResourceAccount" Text Single S3ResourceAccount;
    "s3:x-amz-server-side-encryption" Text Single Input;
    "s3:x-amz-acl" Text Single Input;
    "s3:signatureAge" Number Single Input;
    "s3:authType" Text Single Input;
    "dynamodb:LeadingKeys" Text Multi Input;
    "dynamodb:Attributes" Text Multi Input;
    "ec2:InstanceType" Text Single Input;
    "lambda:FunctionUrlAuthType" Text Single Input;
    "lambda:InvokedViaFunctionUrl" Boolean Single Input;
}

/// Every key of the table.
#[must_use]
pub fn global_keys() -> &'static [KeyInfo] {
    KEYS
}

/// What is known of a key, in any case of letters; none for keys that nobody knows.
#[must_use]
pub fn key_info(name: &str) -> Option<&'static KeyInfo> {
    lookup(name).map(|(info, _)| info)
}

/// The key, and where its subkey begins (a tag key or the like).
pub(crate) fn lookup(name: &str) -> Option<(&'static KeyInfo, usize)> {
    KEYS.iter().find_map(|info| {
        let known = info.name.len();
        let open = info.name.ends_with(['/', ':']);
        let fits = if open { name.len() > known } else { name.len() == known };
        let same = fits && name.is_char_boundary(known) && name[..known].eq_ignore_ascii_case(info.name);
        same.then_some((info, known))
    })
}
