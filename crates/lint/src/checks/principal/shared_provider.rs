//! Providers of tokens that many customers share, and the key by which they are told apart. As read in 2026-11 on
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html>.

/// Where the subject tells whose the token is.
const SUBJECT: [&str; 17] = [
    "agent.buildkite.com",
    "app.terraform.io",
    "gitlab.com",
    "oidc-configuration.audit-log.githubusercontent.com",
    "oidc.codefresh.io",
    "oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu",
    "oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb",
    "proidc.upbound.io",
    "rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7",
    "rh-oidc.s3.us-east-1.amazonaws.com/23e3sd27sju1hoou6ohfs68vbno607tr",
    "rh-oidc.s3.us-east-1.amazonaws.com/23ne21h005qjl3n33d8dui5dlrmv2tmg",
    "rh-oidc.s3.us-east-1.amazonaws.com/24jrf12m5dj7ljlfb4ta2frhrcoadm26",
    "scalr.io",
    "studio.datachain.ai/api",
    "token.actions.githubusercontent.com",
    "tokens.cloud.shisho.dev",
    "vstoken.actions.githubusercontent.com",
];

/// Where the audience does.
const AUDIENCE: [&str; 4] = [
    "api.pulumi.com/oidc",
    "cognito-identity.amazonaws.com",
    "oidc.vercel.com",
    "sandboxes.cloud",
];

/// The key that AWS asks for in a trust policy for this provider.
pub(super) fn required(host: &str) -> Option<String> {
    if SUBJECT.contains(&host) {
        return Some(format!("{host}:sub"));
    }
    if AUDIENCE.contains(&host) {
        return Some(format!("{host}:aud"));
    }
    // Azure Sentinel.
    (host == "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d").then(|| "sts:RoleSessionName".to_owned())
}
