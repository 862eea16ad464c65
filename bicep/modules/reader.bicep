// Lets the service read what Azure Monitor has of one resource group: the servers that plans watch under load.

@description('metrics: of all resources in the group. logs: of the workspaces in it.')
@allowed(['metrics', 'logs'])
param use string

@description('Resource id of the identity of the service.')
param identityId string

@description('Principal of the identity of the service.')
param principalId string

var monitoringReader = '43d0d8ad-25c7-4714-9337-8ba259a9fe05'
var logAnalyticsReader = '73c42c96-874c-492b-b04d-ab87d138a893'
var role = use == 'metrics' ? monitoringReader : logAnalyticsReader

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, identityId, role)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}
