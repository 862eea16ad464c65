@description('Name of the budget.')
param name string

@description('Monthly cost budget of the resource group, in the currency of its subscription.')
@minValue(1)
param monthlyAmount int

@description('First day of the month that the budget begins with.')
param start string

@description('Who is written to, besides the owners of the resource group.')
param emails string[]

var contacts = {
  enabled: true
  operator: 'GreaterThanOrEqualTo'
  contactEmails: emails
  contactRoles: ['Owner']
}

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: monthlyAmount
    timeGrain: 'Monthly'
    timePeriod: { startDate: start }
    notifications: {
      nearlySpent: union(contacts, { threshold: 80, thresholdType: 'Actual' })
      allIsSpent: union(contacts, { threshold: 100, thresholdType: 'Actual' })
      moreWillBeSpent: union(contacts, { threshold: 100, thresholdType: 'Forecasted' })
    }
  }
}
