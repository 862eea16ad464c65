// For trying out: load on Flex Consumption, nothing kept ready, a small budget. Nobody gets in before there is a key:
// put one into the vault, and name it in accessKeys.
using 'main.bicep'

param name = 'perfdev'
param shape = 'flex'
param maximumInstanceCount = 5
param alwaysReadyInstances = 0
param busyInstancesAlert = 3
param monthlyBudget = 30
// Set by the deploy scripts where there is a budget already.
param budgetStart = readEnvironmentVariable('PERF_BUDGET_START', '')
param dailyLogLimitGb = 1
param signInClientId = readEnvironmentVariable('PERF_SIGN_IN_CLIENT_ID', '')
param options = {
  Perf__RetentionDays: 30
  // What may be tested. Nothing, while this is empty and no Perf__Targets__Secret is in fromVault.
  Perf__Targets__Allowed: readEnvironmentVariable('PERF_TARGETS_ALLOWED', '')
}
