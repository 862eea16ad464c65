// For a team: load and audits in containers, in a network of its own, people sign in.
using 'main.bicep'

param name = 'perfprod'
param shape = 'container'
// Set by the deploy script once the image is there.
param image = readEnvironmentVariable('PERF_IMAGE', '')
param maximumInstanceCount = 50
param alwaysReadyInstances = 1
param cores = '4'
param network = 'integrated'
param logRetentionDays = 90
param dailyLogLimitGb = 5
param monthlyBudget = 500
// Set by the deploy scripts where there is a budget already.
param budgetStart = readEnvironmentVariable('PERF_BUDGET_START', '')
param alertEmails = filter(split(readEnvironmentVariable('PERF_ALERT_EMAILS'), ','), mail => !empty(trim(mail)))
param signInClientId = readEnvironmentVariable('PERF_SIGN_IN_CLIENT_ID')
param options = {
  Perf__GitHub__AppId: readEnvironmentVariable('PERF_GITHUB_APP_ID')
}
// They must be in the vault before the app is made: the first deployment makes the vault, and stops there without them.
param fromVault = {
  Perf__GitHub__PrivateKey: 'github-private-key'
  Perf__GitHub__WebhookSecret: 'github-webhook-secret'
  // What tokens of targets are derived from: without it, only what Perf__Targets__Allowed names can be tested.
  Perf__Targets__Secret: 'targets-secret'
}
