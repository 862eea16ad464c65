using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using PerfFunctions.App.PullRequests;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Activities;
using PerfFunctions.App.Telemetry;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.App.Tests.Runs.Activities;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Telemetry;

public sealed class TelemetryTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_collector_gets_one_trace_of_a_run_and_its_id_on_all_that_is_reported()
    {
        await using OtlpReceiver collector = await OtlpReceiver.StartAsync();
        await using Bench bench = await Bench.StartAsync(
            azurite, null, $"{TelemetrySetup.OtlpSetting}={collector.Address}", "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf");
        (TracerProvider traces, MeterProvider metrics, _) = (bench.Get<TracerProvider>(), bench.Get<MeterProvider>(), bench.Get<ILoggerFactory>());
        RunRecord run = await bench.MeasuredAsync(Samples.LoadPlan);
        await bench.JudgeAsync(run);
        await bench.Make<ReportRun>().RunAsync(new RunRequest(run.RunId), new TestFunctionContext());
        Assert.True(traces.ForceFlush() && metrics.ForceFlush() && bench.Get<LoggerProvider>().ForceFlush());

        string trace = Encoding.Latin1.GetString(Convert.FromHexString(ServiceTelemetry.TraceOf(run.RunId).TraceId.ToHexString()));
        Assert.All(
            [nameof(PlanRun), nameof(AggregateRun), nameof(EvaluateRun), nameof(ReportRun), ServiceTelemetry.RunTag, run.RunId, trace, "perf-functions"],
            text => Assert.Contains(text, collector.Got("traces"), StringComparison.Ordinal));
        Assert.All(
            ["perf.runs", "perf.run.duration", "perf.requests", "perf.verdict.last", "perf.outcome", "Passed"],
            text => Assert.Contains(text, collector.Got("metrics"), StringComparison.Ordinal));
        Assert.All([$"Run {run.RunId} of plan", ServiceTelemetry.RunTag, trace], text => Assert.Contains(text, collector.Got("logs"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Application_Insights_is_reported_who_sends_where_it_asks(bool asks)
    {
        AzureMonitorExporterOptions options = new();
        TelemetrySetup.ToAzure(options, new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [TelemetrySetup.AzureSetting] = $"InstrumentationKey={Guid.Empty}",
            [TelemetrySetup.AzureSignInSetting] = asks ? "ClientId=a;Authorization=AAD" : null,
        }).Build());
        Assert.Equal((asks, $"InstrumentationKey={Guid.Empty}"), (options.Credential is DefaultAzureCredential, options.ConnectionString));
    }

    [Fact]
    public void Every_activity_can_put_its_run_on_what_it_tells()
    {
        Type[] activities = [.. typeof(PlanRun).Assembly.GetTypes()
            .Where(type => type.GetMethods().Any(method => method.GetParameters().Any(p => p.IsDefined(typeof(ActivityTriggerAttribute), inherit: false))))];
        Assert.Contains(typeof(OpenPullRequest), activities);
        Assert.All(activities, type => Assert.Contains(
            type.GetConstructors().Single().GetParameters(), parameter => parameter.ParameterType == typeof(RunTelemetry)));
    }

    [Fact]
    public async Task A_report_that_is_made_again_counts_once()
    {
        using var counted = new MeterListener();
        // Made before the listener is: it would be published before the field has it.
        Counter<long> reports = ServiceTelemetry.Runs;
        long runs = 0;
        counted.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument == reports)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        AsyncLocal<bool> mine = new();
        // Other tests count at the same time.
        counted.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref runs, mine.Value ? value : 0));
        counted.Start();
        mine.Value = true;
        await using Bench bench = await Bench.StartAsync(azurite);
        RunRecord run = await bench.MeasuredAsync(Samples.LoadPlan);
        await bench.JudgeAsync(run);
        for (int i = 0; i < 2; i++)
        {
            await bench.Make<ReportRun>().RunAsync(new RunRequest(run.RunId), new TestFunctionContext());
        }

        Assert.Equal(1, Interlocked.Read(ref runs));
    }

    [Fact]
    public async Task A_stage_that_fails_says_so_in_its_span()
    {
        Activity? ended = null;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source == ServiceTelemetry.Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem(ServiceTelemetry.RunTag) as string == "failing")
                {
                    ended = activity;
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var logs = new LoggerFactory();
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => new RunTelemetry(logs).StageAsync<int>("Judge", "failing", () => throw new InvalidOperationException("storage is away")));
        Assert.Equal((ActivityStatusCode.Error, "storage is away"), (ended!.Status, ended.StatusDescription));
        Assert.Equal("System.InvalidOperationException", ended.GetTagItem("error.type"));
    }

    [Fact]
    public async Task Without_a_setting_nobody_listens()
    {
        await using Bench bench = Bench.Create(azurite.ConnectionString);
        Assert.Throws<InvalidOperationException>(() => bench.Get<TracerProvider>());
    }
}
