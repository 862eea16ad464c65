@description('Name of the function app.')
param name string

@description('Region.')
param location string

@description('Memory of one instance, MB.')
param instanceMemoryMB int

@description('Most instances.')
param maximumInstanceCount int

@description('Instances kept ready for the durable group.')
param alwaysReadyInstances int

@description('Account of the functions runtime.')
param runtimeStorageName string

@description('Account of results.')
param resultStorageName string

@description('Container that the app is deployed from.')
param deploymentContainer string

@description('Where telemetry goes.')
param applicationInsightsConnectionString string

var roles = {
  blobOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  blobContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  queueContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  tableContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}
var runtimeRoles = [roles.blobOwner, roles.queueContributor, roles.tableContributor]
var resultRoles = [roles.blobContributor, roles.tableContributor]

resource runtimeStorage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: runtimeStorageName
}

resource resultStorage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: resultStorageName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: '${name}-plan'
  location: location
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  kind: 'functionapp,linux'
  identity: { type: 'SystemAssigned' }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${runtimeStorage.properties.primaryEndpoints.blob}${deploymentContainer}'
          authentication: { type: 'SystemAssignedIdentity' }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyInstances == 0 ? [] : [{ name: 'durable', instanceCount: alwaysReadyInstances }]
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      appSettings: [
        { name: 'AzureWebJobsStorage__accountName', value: runtimeStorageName }
        // The dashboard lives at the root.
        { name: 'AzureWebJobsDisableHomepage', value: 'true' }
        // One shard an instance: a second would share its CPU, and neither could trust its own clock.
        { name: 'AzureFunctionsJobHost__extensions__durableTask__maxConcurrentActivityFunctions', value: '1' }
        { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: applicationInsightsConnectionString }
        { name: 'Perf__Storage__AccountName', value: resultStorageName }
        { name: 'Perf__PublicUrl', value: 'https://${name}.azurewebsites.net' }
      ]
    }
  }
}

resource runtimeAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in runtimeRoles: {
    name: guid(runtimeStorage.id, app.id, role)
    scope: runtimeStorage
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: app.identity.principalId
      principalType: 'ServicePrincipal'
    }
  }
]

resource resultAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in resultRoles: {
    name: guid(resultStorage.id, app.id, role)
    scope: resultStorage
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: app.identity.principalId
      principalType: 'ServicePrincipal'
    }
  }
]

@description('Address of the service.')
output address string = 'https://${app.properties.defaultHostName}'
