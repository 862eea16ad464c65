// The Functions host and Chromium in a container of our own on Container Apps: load and audits.

@description('Name that the resources begin with.')
param name string

@description('Region.')
param location string

@description('Tags of all resources.')
param tags object

@description('Image of the service; empty while there is none yet: then there is an environment, but no app.')
param image string

@description('Name of the registry that the image is pulled from.')
param registryName string

@description('Cores of one replica.')
param cores string

@description('Minimum number of replicas; at least one, because timers of a waiting run do not start a replica.')
@minValue(1)
param minimumReplicas int

@description('Maximum number of replicas.')
param maximumReplicas int

@description('Account of the functions runtime, whose queue of work the app is scaled by.')
param runtimeStorageName string

@description('Resource id of the identity of the service.')
param identityId string

@description('Client id of the identity of the service.')
param identityClientId string

@description('Principal of the identity of the service.')
param principalId string

@description('App settings.')
param settings object

@description('Secret app settings: the name of the secret in the vault by the name of the setting.')
param fromVault object

@description('Address of the vault, with a slash at its end.')
param vaultAddress string

@description('Address under which people reach the service; empty for the one of the platform.')
param publicUrl string

@description('Subnet of the environment; empty for none.')
param subnetId string

@description('Client id of the app registration that people sign in by; empty for no sign-in.')
param signInClientId string

@description('Client ids whose tokens are accepted.')
param callerClientIds string[]

@description('Paths without sign-in.')
param anonymousPaths string[]

@description('Destination of diagnostics.')
param workspaceId string

// Sign-in proves who the app is by its identity. The platform asks for a secret of this name; its value is no secret.
var assertionSecret = 'override-use-mi-fic-assertion-client-id'
var port = 8080
var taskHub = loadJsonContent('../../host.json').extensions.durableTask.hubName
var hostName = '${name}.${environmentOfApp.properties.defaultDomain}'
var own = {
  Perf__PublicUrl: empty(publicUrl) ? 'https://${hostName}' : publicUrl
  // Functions on App Service are told their name by the platform. A host that does not know it gives no function a
  // client of Durable Functions, so that no run could start.
  WEBSITE_HOSTNAME: hostName
  // Replicas are one host: they share its timers and its keys.
  AzureFunctionsWebHost__hostid: take(toLower(name), 32)
  FUNCTIONS_WORKER_RUNTIME: 'dotnet-isolated'
  // Bytes, hexadecimal, after which the runtime collects generation 0: fewer pauses while scripts send load.
  DOTNET_GCgen0size: '0x4000000'
  REGION_NAME: location
}
var secrets = map(items(fromVault), secret => {
  setting: secret.key
  name: toLower(replace(replace(secret.key, '__', '-'), '_', '-'))
  keyVaultUrl: '${vaultAddress}secrets/${secret.value}'
})

module registry 'registry.bicep' = {
  name: 'registry'
  params: {
    name: registryName
    location: location
    tags: tags
    identityId: identityId
    principalId: principalId
    workspaceId: workspaceId
  }
}

resource environmentOfApp 'Microsoft.App/managedEnvironments@2025-01-01' = {
  name: '${name}-environment'
  location: location
  tags: tags
  properties: {
    appLogsConfiguration: { destination: 'azure-monitor' }
    vnetConfiguration: empty(subnetId) ? null : { infrastructureSubnetId: subnetId }
    workloadProfiles: [
      {
        name: 'Consumption'
        workloadProfileType: 'Consumption'
      }
    ]
  }
}

resource app 'Microsoft.App/containerApps@2025-01-01' = if (!empty(image)) {
  name: name
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    environmentId: environmentOfApp.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: port
        allowInsecure: false
        transport: 'auto'
      }
      registries: [{ server: registry.outputs.host, identity: identityId }]
      secrets: concat(
        map(secrets, secret => { name: secret.name, keyVaultUrl: secret.keyVaultUrl, identity: identityId }),
        empty(signInClientId) ? [] : [{ name: assertionSecret, value: identityClientId }]
      )
    }
    template: {
      // A replica that is to go may finish the slice that it runs.
      terminationGracePeriodSeconds: 600
      containers: [
        {
          name: 'perf'
          image: image
          resources: {
            cpu: json(cores)
            memory: '${int(cores) * 2}Gi'
          }
          env: concat(
            map(items(union(settings, own)), setting => { name: setting.key, value: setting.value }),
            map(secrets, secret => { name: secret.setting, secretRef: secret.name })
          )
          probes: [
            {
              type: 'Startup'
              httpGet: { path: '/api/health', port: port }
              periodSeconds: 5
              failureThreshold: 48
            }
            {
              type: 'Liveness'
              // The host answers while storage does not: a storage that is away is no reason to restart.
              tcpSocket: { port: port }
              periodSeconds: 30
              failureThreshold: 5
            }
          ]
        }
      ]
      scale: {
        minReplicas: minimumReplicas
        maxReplicas: maximumReplicas
        // The platform scales Durable Functions by itself on other stores only. Work that waits or is being done is in
        // this queue, one replica for each piece.
        rules: [
          {
            name: 'work'
            custom: {
              type: 'azure-queue'
              identity: identityId
              metadata: {
                accountName: runtimeStorageName
                queueName: '${toLower(taskHub)}-workitems'
                queueLength: '1'
              }
            }
          }
        ]
      }
    }
  }

  resource auth 'authConfigs' = if (!empty(signInClientId)) {
    name: 'current'
    properties: {
      platform: { enabled: true }
      globalValidation: {
        // Who is not signed in may have a key; the app lets nobody in without one or the other.
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
            clientSecretSettingName: assertionSecret
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

resource environmentDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-logs'
  scope: environmentOfApp
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

resource appDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (!empty(image)) {
  name: 'to-logs'
  scope: app
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('Resource id of the app; empty while there is none.')
output id string = empty(image) ? '' : app.id

@description('Name of the registry.')
output registryName string = registry.outputs.name

@description('Address of the service.')
output address string = own.Perf__PublicUrl
