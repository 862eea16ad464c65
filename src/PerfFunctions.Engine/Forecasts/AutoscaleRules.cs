using System.Globalization;
using System.Text.RegularExpressions;
using PerfFunctions.Engine.Capacity;

namespace PerfFunctions.Engine.Forecasts;

/// <summary>What autoscale rules are made from.</summary>
/// <param name="Name">Name of the app: a lower-case letter, then up to 59 lower-case letters, digits and hyphens.</param>
/// <param name="PerInstance">Concurrency and throughput that are safe for one instance.</param>
/// <param name="Minimum">Fewest instances; at least 2, so that one may fail.</param>
/// <param name="Maximum">Highest number of instances; above the minimum.</param>
public sealed record AutoscaleInput(string Name, CapacityPoint PerInstance, int Minimum, int Maximum);

/// <summary>
/// Autoscale rules as text that can be deployed. An instance is added at 80 % of the safe load, so that the next one is there before the
/// load is reached, and removed at 50 %: with 3 instances or more, the rest are then below 80 %, so the rules do not undo each other.
/// </summary>
public static partial class AutoscaleRules
{
    /// <summary>Share of the safe load at which an instance is added.</summary>
    public const double Out = 0.8;

    /// <summary>Share of the safe load at which one is removed.</summary>
    public const double In = 0.5;

    private const int SecondsPerMinute = 60;

    /// <summary>
    /// Bicep of <c>Microsoft.Insights/autoscaleSettings</c> for an App Service plan or a Premium plan of Functions: requests per
    /// minute and instance over five minutes.
    /// </summary>
    /// <exception cref="ArgumentException">The input is not valid; the message names all that is wrong.</exception>
    public static string AppServicePlan(AutoscaleInput input)
    {
        Check(input);
        double safe = input.PerInstance.Throughput * SecondsPerMinute;
        return $$"""
            // An instance is safe up to {{Number(input.PerInstance.Throughput)}} requests per second.
            // Rules act at {{Number(Out * 100)}} % and {{Number(In * 100)}} % of that.
            param location string = resourceGroup().location
            param planName string = '{{input.Name}}-plan'
            param appName string = '{{input.Name}}'

            resource plan 'Microsoft.Web/serverfarms@2023-12-01' existing = {
              name: planName
            }

            resource app 'Microsoft.Web/sites@2023-12-01' existing = {
              name: appName
            }

            resource autoscale 'Microsoft.Insights/autoscaleSettings@2022-10-01' = {
              name: '{{input.Name}}-autoscale'
              location: location
              properties: {
                enabled: true
                targetResourceUri: plan.id
                profiles: [
                  {
                    name: 'requests'
                    capacity: {
                      minimum: '{{input.Minimum}}'
                      maximum: '{{input.Maximum}}'
                      default: '{{input.Minimum}}'
                    }
                    rules: [
            {{Rule("GreaterThan", safe * Out, "Increase", 5)}}
            {{Rule("LessThan", safe * In, "Decrease", 10)}}
                    ]
                  }
                ]
              }
            }

            """;
    }

    /// <summary>Bicep of the <c>scale</c> of a container app: its HTTP rule counts concurrent requests of an instance.</summary>
    /// <exception cref="ArgumentException">The input is not valid; the message names all that is wrong.</exception>
    public static string ContainerAppScale(AutoscaleInput input)
    {
        Check(input);
        return $$"""
            // An instance is safe up to {{Number(input.PerInstance.Concurrency)}} requests in progress.
            // The rule acts at {{Number(Out * 100)}} % of that.
            scale: {
              minReplicas: {{input.Minimum}}
              maxReplicas: {{input.Maximum}}
              rules: [
                {
                  name: 'http'
                  http: {
                    metadata: {
                      concurrentRequests: '{{Whole(input.PerInstance.Concurrency * Out)}}'
                    }
                  }
                }
              ]
            }

            """;
    }

    /// <summary>
    /// A <c>ScaledObject</c> of KEDA for a deployment, on requests per second and replica as Prometheus counts them.
    /// </summary>
    /// <param name="input">The rules.</param>
    /// <param name="prometheus">Address of Prometheus.</param>
    /// <param name="query">Requests per second of all replicas, in one line of PromQL.</param>
    /// <exception cref="ArgumentException">The input is not valid; the message names all that is wrong.</exception>
    public static string Keda(AutoscaleInput input, Uri prometheus, string query)
    {
        Check(input);
        if (query.Length == 0 || query.Any(char.IsControl))
        {
            throw new ArgumentException("The query is empty or has a line break; one line of PromQL is needed.", nameof(query));
        }

        return $$"""
            # An instance is safe up to {{Number(input.PerInstance.Throughput)}} requests per second.
            # The rule acts at {{Number(Out * 100)}} % of that.
            apiVersion: keda.sh/v1alpha1
            kind: ScaledObject
            metadata:
              name: {{input.Name}}
            spec:
              scaleTargetRef:
                name: {{input.Name}}
              minReplicaCount: {{input.Minimum}}
              maxReplicaCount: {{input.Maximum}}
              triggers:
                - type: prometheus
                  metadata:
                    serverAddress: '{{Quoted(prometheus.AbsoluteUri)}}'
                    query: '{{Quoted(query)}}'
                    threshold: '{{Number(input.PerInstance.Throughput * Out)}}'

            """;
    }

    private static void Check(AutoscaleInput input)
    {
        string[] problems =
        [
            .. Names().IsMatch(input.Name) ? Array.Empty<string>() : [$"The name '{input.Name}' is not valid; a lower-case letter, then up to 59 " +
                $"lower-case letters, digits and hyphens are allowed."],
            .. IsPositive(input.PerInstance.Throughput) ? Array.Empty<string>() : [$"The safe throughput is " +
                $"{Number(input.PerInstance.Throughput)}/s; a rate above 0/s is needed."],
            .. IsPositive(input.PerInstance.Concurrency) ? Array.Empty<string>() : [$"The safe concurrency is " +
                $"{Number(input.PerInstance.Concurrency)}; a number above 0 is needed."],
            .. input.Minimum >= 2 ? Array.Empty<string>() : [$"The minimum is {input.Minimum}; at least 2 instances are needed, so that one may " +
                $"fail."],
            .. input.Maximum > input.Minimum ? Array.Empty<string>() : [$"The maximum is {input.Maximum}; more than the minimum of {input.Minimum} " +
                $"is needed."],
        ];
        if (problems.Length > 0)
        {
            throw new ArgumentException(string.Join(' ', problems), nameof(input));
        }
    }

    private static string Rule(string comparison, double perMinute, string direction, int cooldownMinutes) => $$"""
                      {
                        metricTrigger: {
                          metricName: 'Requests'
                          metricNamespace: 'Microsoft.Web/sites'
                          metricResourceUri: app.id
                          timeGrain: 'PT1M'
                          statistic: 'Sum'
                          timeWindow: 'PT5M'
                          timeAggregation: 'Average'
                          operator: '{{comparison}}'
                          threshold: {{Whole(perMinute)}}
                          dividePerInstance: true
                        }
                        scaleAction: {
                          direction: '{{direction}}'
                          type: 'ChangeCount'
                          value: '1'
                          cooldown: 'PT{{cooldownMinutes}}M'
                        }
                      }
            """;

    private static bool IsPositive(double value) => double.IsFinite(value) && value > 0;

    // Thresholds are whole, and rounded down, so that they are never above the share of what is safe.
    private static string Whole(double value) => Math.Max(1, Math.Floor(value)).ToString("0", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,59}\z")]
    private static partial Regex Names();
}
