@description('Name that the resources begin with.')
param name string

@description('Region.')
param location string

@description('Tags of all resources.')
param tags object

@description('Shape of the deployment.')
@allowed(['flex', 'container'])
param shape string

@description('Whether there is an app yet.')
param hasApp bool

@description('Resource id of the app; empty while there is none.')
param appId string

@description('Mail receivers of alerts; without any, alerts only show in the portal.')
param emails string[]

@description('Average number of busy instances over an hour that raises a cost alert.')
param busyInstances int

@description('Memory of one instance on Flex Consumption, MB.')
param instanceMemoryMB int

@description('Workspace that failures are looked up in.')
param workspaceId string

var failures = 'union (AppRequests | where Success == false), (AppExceptions | where SeverityLevel >= 3)'
var watched = {
  flex: {
    type: 'Microsoft.Web/sites'
    failed: { metric: 'Http5xx', dimensions: [] }
    // Megabytes times milliseconds of an hour.
    busy: {
      metric: 'OnDemandFunctionExecutionUnits'
      aggregation: 'Total'
      threshold: busyInstances * instanceMemoryMB * 3600000
    }
  }
  container: {
    type: 'Microsoft.App/containerApps'
    failed: { metric: 'Requests', dimensions: [{ name: 'statusCodeCategory', operator: 'Include', values: ['5xx'] }] }
    busy: { metric: 'Replicas', aggregation: 'Average', threshold: busyInstances }
  }
}[shape]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-people'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: take(name, 12)
    enabled: true
    emailReceivers: map(emails, email => { name: email, emailAddress: email, useCommonAlertSchema: true })
  }
}

resource failed 'Microsoft.Insights/metricAlerts@2018-03-01' = if (hasApp) {
  name: '${name}-failed'
  location: 'global'
  tags: tags
  properties: {
    description: 'The service responds with server errors.'
    severity: 2
    enabled: true
    scopes: [appId]
    targetResourceType: watched.type
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'failed'
          criterionType: 'StaticThresholdCriterion'
          metricName: watched.failed.metric
          dimensions: watched.failed.dimensions
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 5
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}

resource busy 'Microsoft.Insights/metricAlerts@2018-03-01' = if (hasApp) {
  name: '${name}-busy'
  location: 'global'
  tags: tags
  properties: {
    description: 'More instances than expected have been busy for an hour, which drives the cost.'
    severity: 2
    enabled: true
    scopes: [appId]
    targetResourceType: watched.type
    evaluationFrequency: 'PT15M'
    windowSize: 'PT1H'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'busy'
          criterionType: 'StaticThresholdCriterion'
          metricName: watched.busy.metric
          timeAggregation: watched.busy.aggregation
          operator: 'GreaterThan'
          threshold: watched.busy.threshold
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}

resource functionsFail 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: '${name}-functions-fail'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: '${name}: functions fail'
    description: 'Functions failed, or an exception was not handled.'
    severity: 2
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT15M'
    // The tables are there once the app has written to them.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: failures
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 5
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    autoMitigate: true
    actions: { actionGroups: [people.id] }
  }
}
