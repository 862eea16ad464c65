using PerfFunctions.Engine.Capacity;
using PerfFunctions.Engine.Forecasts;

namespace PerfFunctions.Engine.Tests.Forecasts;

/// <summary>Thresholds of autoscale rules come from the measured safe load. Infra.Tests compiles the Bicep.</summary>
public sealed class AutoscaleRulesTests
{
    private static readonly AutoscaleInput Input = new("shop", new CapacityPoint(12.6, 50), 2, 8);

    // 50/s are 3,000 a minute: out above 2,400, in below 1,500.
    [Fact]
    public void A_plan_scales_by_requests_a_minute_and_instance()
    {
        string bicep = AutoscaleRules.AppServicePlan(Input);

        Assert.Contains("resource autoscale 'Microsoft.Insights/autoscaleSettings@2022-10-01'", bicep, StringComparison.Ordinal);
        Assert.Contains("operator: 'GreaterThan'\n              threshold: 2400\n              dividePerInstance: " +
            "true", bicep, StringComparison.Ordinal);
        Assert.Contains("operator: 'LessThan'\n              threshold: 1500\n", bicep, StringComparison.Ordinal);
        Assert.Contains("minimum: '2'\n          maximum: '8'\n          default: '2'", bicep, StringComparison.Ordinal);
    }

    // 80 % of 12.6, rounded down.
    [Fact]
    public void A_container_app_scales_by_concurrent_requests()
    {
        string bicep = AutoscaleRules.ContainerAppScale(Input);

        Assert.Contains("concurrentRequests: '10'", bicep, StringComparison.Ordinal);
        Assert.Contains("  minReplicas: 2\n  maxReplicas: 8\n", bicep, StringComparison.Ordinal);
    }

    [Fact]
    public void Keda_scales_by_a_query_of_prometheus()
    {
        string yaml = AutoscaleRules.Keda(Input, new Uri("http://prometheus:9090"), "sum(rate(http_requests_total{app='shop'}[1m]))");

        Assert.Contains("  minReplicaCount: 2\n  maxReplicaCount: 8\n", yaml, StringComparison.Ordinal);
        Assert.Contains("threshold: '40'", yaml, StringComparison.Ordinal);
        Assert.Contains("query: 'sum(rate(http_requests_total{app=''shop''}[1m]))'", yaml, StringComparison.Ordinal);
        Dictionary<string, object> read = new YamlDotNet.Serialization.Deserializer().Deserialize<Dictionary<string, object>>(yaml);
        Assert.Equal(["apiVersion", "kind", "metadata", "spec"], read.Keys);
    }

    // Removing one of three or more leaves the rest below the load at which one is added.
    [Fact]
    public void Scaling_in_never_causes_scaling_out() =>
        Assert.All(Enumerable.Range(3, 100), n => Assert.True(AutoscaleRules.In * n / (n - 1) < AutoscaleRules.Out));

    [Fact]
    public void Mistakes_are_refused_all_at_once()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(
            () => AutoscaleRules.ContainerAppScale(new AutoscaleInput("Shop'", new CapacityPoint(0, double.NaN), 1, 1)));

        Assert.StartsWith(
            "The name 'Shop'' is not valid; a lower-case letter, then up to 59 lower-case letters, digits and hyphens are allowed. " +
            "The safe throughput is NaN/s; a rate above 0/s is needed. The safe concurrency is 0; a number above 0 is needed. " +
            "The minimum is 1; at least 2 instances are needed, so that one may fail. The maximum is 1; more than the minimum of 1 is needed.",
            refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => AutoscaleRules.Keda(Input, new Uri("http://p"), "a\nb"));
    }
}
