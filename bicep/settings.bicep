// The one map between the app's options and its app settings. An option added to the app is added here, in the type it
// belongs to; a test holds both against each other.
// The values have no defaults here: what is not set is as the app itself has it, and never drifts from it.

@export()
@sealed()
@description('Options of the app by app setting name. An omitted option keeps the app\'s default.')
type appOptions = {
  @description('Maximum arrivals per second of one shard.')
  Perf__RatePerShard: int?
  @description('Maximum virtual users of one shard.')
  Perf__UsersPerShard: int?
  @description('Maximum number of shards of a run, whether or not its plan sets it.')
  Perf__MaxShards: int?
  @description('How long ready shards wait for the others, seconds.')
  Perf__BarrierSeconds: int?
  @description('Length of the slices of a long load, seconds.')
  Perf__SliceSeconds: int?
  @description('Maximum number of loads of a page that is compared with its baseline.')
  Perf__MaxLoads: int?
  @description('Branches, separated by commas, whose runs over HTTP are history and baseline.')
  Perf__DefaultBranches: string?
  @description('Days after which runs are purged.')
  Perf__RetentionDays: int?
  @description('Days after which the activity log and costs of runs are purged.')
  Perf__ActivityRetentionDays: int?
  @description('Maximum total arrival rate per second of all running runs against one host.')
  Perf__Quotas__Rate: int?
  @description('Maximum total virtual users of all running runs against one host.')
  Perf__Quotas__Users: int?
  @description('Maximum total arrival rate per second of all running runs.')
  Perf__Quotas__RateInAll: int?
  @description('Maximum total virtual users of all running runs.')
  Perf__Quotas__UsersInAll: int?
  @description('Maximum load duration of a run, seconds.')
  Perf__Quotas__LoadSeconds: int?
  @description('Maximum number of page loads of a run.')
  Perf__Quotas__PageLoads: int?
  @description('Maximum number of concurrent runs against one host.')
  Perf__Quotas__RunsPerHost: int?
  @description('Maximum number of concurrent runs.')
  Perf__Quotas__Runs: int?
  @description('Price of a GB of memory for a second, as a decimal number.')
  Perf__Cost__PerGbSecond: string?
  @description('Price of a processor for a second, as a decimal number; 0 where it is not charged by itself.')
  Perf__Cost__PerVcpuSecond: string?
  @description('Price of a million executions, as a decimal number.')
  Perf__Cost__PerMillionExecutions: string?
  @description('Price of a GB that is sent out, as a decimal number.')
  Perf__Cost__PerGbOut: string?
  @description('Memory of an instance, GB, as a decimal number.')
  Perf__Cost__InstanceGb: string?
  @description('Processors of an instance, as a decimal number.')
  Perf__Cost__InstanceVcpus: string?
  @description('Currency of the prices, such as USD.')
  Perf__Cost__Currency: string?
  @description('Maximum cost of the runs of a month, as a decimal number; 0 for no limit.')
  Perf__Cost__MonthlyLimit: string?
  @description('Sizes and prices of tested systems\' instances, as NAME = VCPUS, MEMORY GB, PRICE AN HOUR; separated by semicolons.')
  Perf__Prices__Sizes: string?
  @description('Currency of these prices, such as USD.')
  Perf__Prices__Currency: string?
  @description('Day on which these prices were right, as 2026-11-30.')
  Perf__Prices__AsOf: string?
  @description('Hours that a month of an instance is charged for.')
  Perf__Prices__HoursPerMonth: int?
  @description('Prefix of the names of tables and containers.')
  Perf__Storage__Prefix: string?

  @description('Id of the GitHub App, or its client id.')
  Perf__GitHub__AppId: string?
  @description('Where the REST API is.')
  Perf__GitHub__BaseAddress: string?
  @description('Where a repository keeps its plan.')
  Perf__GitHub__PlanPath: string?
  @description('Name of the check on pull requests.')
  Perf__GitHub__CheckName: string?
  @description('Label that approves commits from a fork.')
  Perf__GitHub__ForkLabel: string?
  @description('When a pull request gets a comment.')
  Perf__GitHub__Comment: ('On' | 'Off' | 'OnFailure')?
  @description('Maximum size of a delivery, bytes.')
  Perf__GitHub__MaxDeliveryBytes: int?

  @description('Address of the organisation in Azure DevOps.')
  Perf__AzureDevOps__BaseAddress: string?
  @description('User name of service hooks.')
  Perf__AzureDevOps__WebhookUser: string?
  @description('Where a repository keeps its plan.')
  Perf__AzureDevOps__PlanPath: string?
  @description('When a pull request gets a thread.')
  Perf__AzureDevOps__Comment: ('On' | 'Off' | 'OnFailure')?
  @description('Maximum size of a service hook, bytes.')
  Perf__AzureDevOps__MaxDeliveryBytes: int?

  @description('Targets that need no verification, separated by commas: hosts, wildcards, networks.')
  Perf__Targets__Allowed: string?

  @description('Address that every verdict is posted to.')
  Perf__Webhook__Url: string?

  @description('Address of Prometheus, or of a service with its query API.')
  Perf__Prometheus__Url: string?
  @description('User of its basic authentication.')
  Perf__Prometheus__User: string?
  @description('Timeout of a query, seconds.')
  Perf__Prometheus__TimeoutSeconds: int?

  @description('Beacons of real users per second for one plan on one instance.')
  Perf__RealUsers__BeaconsPerSecond: int?
  @description('Seconds between two writes of page views to storage.')
  Perf__RealUsers__FlushSeconds: int?
  @description('Maximum number of pages that an instance counts between two writes.')
  Perf__RealUsers__MaxPages: int?

  @description('Whether Chromium keeps its own sandbox; the image switches it off, since Container Apps withhold what it needs.')
  Browser__Sandbox: bool?

  @description('Id of the Entra tenant whose access tokens are accepted; that of the deployment where people sign in.')
  Perf__Access__Entra__TenantId: string?
  @description('Client id that tokens are for; that of the sign-in where people sign in.')
  Perf__Access__Entra__Audience: string?
  @description('Where tenants are.')
  Perf__Access__Entra__Authority: string?

  @description('Protocol of the remote browser.')
  Browser__Protocol: ('Playwright' | 'Cdp')?
  @description('Timeout of a page\'s load event, hh:mm:ss.')
  Browser__LoadTimeout: string?
  @description('Timeout for the network to become idle, hh:mm:ss.')
  Browser__SettleTime: string?
  @description('Timeout for the element of a step, hh:mm:ss.')
  Browser__StepTimeout: string?
  @description('Timeout of a page load with all its steps, hh:mm:ss.')
  Browser__TotalTimeout: string?
  @description('Whether each page is loaded once before it is measured.')
  Browser__WarmUp: bool?
  @description('Whether noisy loads are repeated, and a page is loaded only once the browser is idle.')
  Browser__WatchMachine: bool?
}

@export()
@sealed()
@description('Secret options: the name of the Key Vault secret that holds each. It must be in the vault before it is named here.')
type vaultOptions = {
  @description('Private key of the GitHub App: PEM, or the same in base64.')
  Perf__GitHub__PrivateKey: string?
  @description('Token to use instead of a GitHub App.')
  Perf__GitHub__Token: string?
  @description('Secret that signs deliveries.')
  Perf__GitHub__WebhookSecret: string?
  @description('Previous secret that signed deliveries.')
  Perf__GitHub__PreviousWebhookSecret: string?
  @description('Personal access token of Azure DevOps.')
  Perf__AzureDevOps__Token: string?
  @description('Password of service hooks.')
  Perf__AzureDevOps__WebhookPassword: string?
  @description('Previous password of service hooks.')
  Perf__AzureDevOps__PreviousWebhookPassword: string?
  @description('Secret that target tokens are derived from.')
  Perf__Targets__Secret: string?
  @description('Secret that signs posted verdicts.')
  Perf__Webhook__Secret: string?
  @description('Bearer token for Prometheus.')
  Perf__Prometheus__Token: string?
  @description('Password of its basic authentication.')
  Perf__Prometheus__Password: string?
  @description('Address of a remote browser, with its token: the shape flex audits pages with it.')
  Browser__Endpoint: string?
}

@export()
@sealed()
@description('A key to the API.')
type accessKey = {
  @description('Role of the key; each role includes the previous ones.')
  role: ('read' | 'start' | 'administer')
  @description('Name of the Key Vault secret that holds it, at least 32 characters. It must be in the vault before it is named here.')
  secret: string
}

@export()
@description('Settings as text, without those that are not set.')
func textOf(options object) object =>
  toObject(filter(items(options), option => option.value != null), option => option.key, option => string(option.value))
