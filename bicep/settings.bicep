// The one map between the app's options and its app settings. An option added to the app is added here, in the type it
// belongs to; a test holds both against each other.
// The values have no defaults here: what is not set is as the app itself has it, and never drifts from it.

@export()
@sealed()
@description('Options of the app by the name of their app setting. What is left out keeps the default of the app.')
type appOptions = {
  @description('Arrivals a second that one shard is given.')
  Perf__RatePerShard: int?
  @description('Virtual users that one shard is given.')
  Perf__UsersPerShard: int?
  @description('Most shards of a run, whether its plan says how many or not.')
  Perf__MaxShards: int?
  @description('How long ready shards wait for the missing ones, seconds.')
  Perf__BarrierSeconds: int?
  @description('Length of the slices that a long load is run in, seconds.')
  Perf__SliceSeconds: int?
  @description('Most loads of a page that is compared with its baseline.')
  Perf__MaxLoads: int?
  @description('Branches, separated by commas, whose runs over HTTP are history and baseline.')
  Perf__DefaultBranches: string?
  @description('Days that runs are kept.')
  Perf__RetentionDays: int?
  @description('Days that the audit log and costs of runs are kept.')
  Perf__ActivityRetentionDays: int?
  @description('Most requests a second that arrivals come to, of all runs under way against one host together.')
  Perf__Quotas__Rate: int?
  @description('Most virtual users of all runs under way against one host together.')
  Perf__Quotas__Users: int?
  @description('Most requests a second that arrivals come to, of all runs under way together.')
  Perf__Quotas__RateInAll: int?
  @description('Most virtual users of all runs under way together.')
  Perf__Quotas__UsersInAll: int?
  @description('Longest load of a run, seconds.')
  Perf__Quotas__LoadSeconds: int?
  @description('Most page loads of a run.')
  Perf__Quotas__PageLoads: int?
  @description('Most runs at once against one host.')
  Perf__Quotas__RunsPerHost: int?
  @description('Most runs at once.')
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
  @description('The most that the runs of a month may cost, as a decimal number; 0 for no cap.')
  Perf__Cost__MonthlyCap: string?
  @description('What names of tables and containers begin with.')
  Perf__Storage__Prefix: string?

  @description('Id of the GitHub App, or its client id.')
  Perf__GitHub__AppId: string?
  @description('Where the REST API is.')
  Perf__GitHub__BaseAddress: string?
  @description('Where a repository keeps its plan.')
  Perf__GitHub__PlanPath: string?
  @description('Name of the check on pull requests.')
  Perf__GitHub__CheckName: string?
  @description('Label that vouches for a fork\'s commit.')
  Perf__GitHub__ForkLabel: string?
  @description('When a pull request gets a comment.')
  Perf__GitHub__Comment: ('On' | 'Off' | 'OnFailure')?
  @description('Largest delivery that is read, bytes.')
  Perf__GitHub__MaxDeliveryBytes: int?

  @description('Address of the organisation in Azure DevOps.')
  Perf__AzureDevOps__BaseAddress: string?
  @description('User that service hooks come as.')
  Perf__AzureDevOps__WebhookUser: string?
  @description('Where a repository keeps its plan.')
  Perf__AzureDevOps__PlanPath: string?
  @description('When a pull request gets a thread.')
  Perf__AzureDevOps__Comment: ('On' | 'Off' | 'OnFailure')?
  @description('Largest hook that is read, bytes.')
  Perf__AzureDevOps__MaxDeliveryBytes: int?

  @description('What may be tested without proof, separated by commas: hosts, wildcards, networks.')
  Perf__Targets__Allowed: string?

  @description('Address that every verdict is posted to.')
  Perf__Webhook__Url: string?

  @description('Address of Prometheus, or of what speaks its query API.')
  Perf__Prometheus__Url: string?
  @description('User of its basic authentication.')
  Perf__Prometheus__User: string?
  @description('How long its answer may take, seconds.')
  Perf__Prometheus__TimeoutSeconds: int?

  @description('Whether Chromium keeps its own sandbox; the image switches it off, since Container Apps withhold what it needs.')
  Browser__Sandbox: bool?

  @description('Id of the Entra tenant whose access tokens are taken; that of the deployment where people sign in.')
  Perf__Access__Entra__TenantId: string?
  @description('Client id that tokens are for; that of the sign-in where people sign in.')
  Perf__Access__Entra__Audience: string?
  @description('Where tenants are.')
  Perf__Access__Entra__Authority: string?

  @description('What the remote browser speaks.')
  Browser__Protocol: ('Playwright' | 'Cdp')?
  @description('Longest wait for a page\'s load event, hh:mm:ss.')
  Browser__LoadTimeout: string?
  @description('Longest wait for a quiet network, hh:mm:ss.')
  Browser__SettleTime: string?
  @description('Longest wait for what a step acts on, hh:mm:ss.')
  Browser__StepTimeout: string?
  @description('Longest time for a load with all its steps, hh:mm:ss.')
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
  @description('Token in place of a GitHub App.')
  Perf__GitHub__Token: string?
  @description('What deliveries are signed with.')
  Perf__GitHub__WebhookSecret: string?
  @description('What deliveries were signed with before.')
  Perf__GitHub__PreviousWebhookSecret: string?
  @description('Personal access token of Azure DevOps.')
  Perf__AzureDevOps__Token: string?
  @description('Password that service hooks come with.')
  Perf__AzureDevOps__WebhookPassword: string?
  @description('Password that service hooks came with before.')
  Perf__AzureDevOps__PreviousWebhookPassword: string?
  @description('What tokens of targets are derived from.')
  Perf__Targets__Secret: string?
  @description('What posted verdicts are signed with.')
  Perf__Webhook__Secret: string?
  @description('Bearer token that Prometheus asks for.')
  Perf__Prometheus__Token: string?
  @description('Password of its basic authentication.')
  Perf__Prometheus__Password: string?
  @description('Address of a browser elsewhere, with its token: how the shape flex audits pages.')
  Browser__Endpoint: string?
}

@export()
@sealed()
@description('A key to the API.')
type accessKey = {
  @description('What it is good for; each includes those before it.')
  role: ('read' | 'start' | 'administer')
  @description('Name of the Key Vault secret that holds it, at least 32 characters. It must be in the vault before it is named here.')
  secret: string
}

@export()
@description('Settings as text, without those that are not set.')
func textOf(options object) object =>
  toObject(filter(items(options), option => option.value != null), option => option.key, option => string(option.value))
