// The function app on Flex Consumption: load, and audits in browsers elsewhere.

@description('Name of the function app.')
param name string

@description('Region.')
param location string

@description('Tags of all resources.')
param tags object

@description('Memory of one instance, MB.')
param instanceMemoryMB int

@description('Maximum number of instances.')
param maximumInstanceCount int

@description('Instances kept ready for orchestrations and their activities.')
param alwaysReadyInstances int

@description('Resource id of the identity of the service.')
param identityId string

@description('Client id of the identity of the service.')
param identityClientId string

@description('Container that the app is deployed from, as an address.')
param deploymentAddress string

@description('App settings.')
param settings object

@description('Secret app settings: the name of the secret in the vault by the name of the setting.')
param fromVault object

@description('Name of the vault.')
param vaultName string

@description('Address under which people reach the service; empty for the one of the platform.')
param publicUrl string

@description('Subnet that the app goes out through; empty for none.')
param subnetId string

@description('Client id of the app registration that people sign in by; empty for no sign-in.')
param signInClientId string

@description('Client ids whose tokens are accepted.')
param callerClientIds string[]

@description('Paths without sign-in.')
param anonymousPaths string[]

@description('Destination of diagnostics.')
param workspaceId string

// Sign-in proves who the app is by its identity: there is no client secret that could leak or run out.
var assertionSetting = 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
var references = mapValues(fromVault, secret => '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${secret})')
var own = {
  Perf__PublicUrl: empty(publicUrl) ? 'https://${name}.azurewebsites.net' : publicUrl
  // Bytes, hexadecimal, after which the runtime collects generation 0: fewer pauses while scripts send load.
  DOTNET_GCgen0size: '0x4000000'
}
var signIn = empty(signInClientId) ? {} : { '${assertionSetting}': identityClientId }

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: '${name}-plan'
  location: location
  tags: tags
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
  tags: union(tags, { 'azd-service-name': 'perf' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentAddress
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
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
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      appSettings: map(items(union(settings, own, references, signIn)), setting => {
        name: setting.key
        value: setting.value
      })
    }
  }

  // Deployments come with a token, never with a password.
  resource noFtpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource noScmPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource auth 'config' = if (!empty(signInClientId)) {
    name: 'authsettingsV2'
    properties: {
      platform: { enabled: true }
      globalValidation: {
        // Who is not signed in may have a key; the app lets nobody in without one or the other.
        requireAuthentication: false
        unauthenticatedClientAction: 'AllowAnonymous'
        excludedPaths: anonymousPaths
      }
      httpSettings: { requireHttps: true }
      identityProviders: {
        azureActiveDirectory: {
          enabled: true
          registration: {
            clientId: signInClientId
            openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
            clientSecretSettingName: assertionSetting
          }
          validation: {
            allowedAudiences: [signInClientId, 'api://${signInClientId}']
            defaultAuthorizationPolicy: { allowedApplications: union([signInClientId], callerClientIds) }
          }
        }
      }
    }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-logs'
  scope: app
  properties: {
    workspaceId: workspaceId
    // What functions log goes to Application Insights already.
    logs: [{ category: 'AppServiceAuthenticationLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('Resource id of the app.')
output id string = app.id

@description('Address of the service.')
output address string = own.Perf__PublicUrl
