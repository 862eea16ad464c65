using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PerfFunctions.App.Access;
using PerfFunctions.App.Baselines;
using PerfFunctions.App.Documents;
using PerfFunctions.App.Http;
using PerfFunctions.App.Notifications;
using PerfFunctions.App.Options;
using PerfFunctions.App.Overviews;
using PerfFunctions.App.Plans;
using PerfFunctions.App.PullRequests;
using PerfFunctions.App.Quotas;
using PerfFunctions.App.RealUsers;
using PerfFunctions.App.Reports;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Activities;
using PerfFunctions.App.Runs.Evaluation;
using PerfFunctions.App.Runs.Intervals;
using PerfFunctions.App.Runs.Planning;
using PerfFunctions.App.Runs.Starting;
using PerfFunctions.App.ServerMetrics;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Targets;
using PerfFunctions.App.Telemetry;
using PerfFunctions.App.Trends;
using PerfFunctions.App.Triggers;
using PerfFunctions.Engine.Trends;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load;

namespace PerfFunctions.App;

/// <summary>Puts the service together.</summary>
public static class ServiceSetup
{
    /// <summary>Adds all but the browser. Options outside their ranges stop the start with a message that names them.</summary>
    /// <exception cref="InvalidOperationException">Some settings cannot be what they are.</exception>
    public static IServiceCollection AddPerfFunctions(this IServiceCollection services, IConfiguration configuration)
    {
        SettingRefusals.Refuse(configuration);
        services.AddOptions<RunOptions>().Bind(configuration.GetSection(RunOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection(StorageOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
#pragma warning disable RS0030 // The composition root picks the clock.
        services.AddSingleton(TimeProvider.System);
#pragma warning restore RS0030
        services.AddSingleton<ResultStorage>().AddHostedService<StorageSetup>();
        services.AddSingleton<PlanIndex>().AddSingleton<RunStore>().AddSingleton<RunBlobs>().AddSingleton<LiveLog>().AddSingleton<RunCourse>().AddSingleton<IntervalStore>().AddSingleton<PlanStore>();
        services.AddSingleton<PlanFileBlobs>().AddSingleton<StoredPlanBlobs>();
        services.AddSingleton(HostKind.Of(configuration));
        services.AddSingleton<VerdictStore>().AddSingleton<BaselineStore>().AddSingleton<TrendStore>().AddSingleton<HistoryOfRun>().AddSingleton<HistoryPurge>()
            .AddSingleton<ClaimStore>().AddSingleton<StartBarrier>();
        services.AddSingleton<PullRequestIndex>().AddSingleton<PullRequestRuns>().AddSingleton<UndeliveredStore>().AddSingleton<Superseding>()
            .AddSingleton<PlanSkip>().AddSingleton<CommandRuns>();
        services.AddSingleton<DeployedCommits>().AddSingleton<RepositoryPlans>().AddSingleton<RepositoryFiles>().AddSingleton<RepositoryScripts>();
        services.AddSingleton<CommandLog>();
        services.AddSingleton<CancelCommand>().AddSingleton<AcceptCommand>();
        services.AddSingleton<RunPurge>();
        services.AddSingleton<RequestBodies>().AddSingleton<RunStarter>().AddSingleton<InboxStore>().AddSingleton<DeliveryInbox>()
            .AddSingleton<RequestedRuns>().AddSingleton<RunLinks>().AddSingleton<PictureLinks>().AddSingleton<EarlierRuns>().AddSingleton<RunReports>().AddSingleton<RunFiles>()
            .AddSingleton<CancelWatch>().AddSingleton<LoadPresence>().AddSingleton<JitWarmUp>().AddSingleton<ShardPreparation>().AddSingleton<ShardBrowsers>()
            .AddSingleton<SetupValues>().AddSingleton<FixtureWork>().AddSingleton<LiveLoadReader>().AddSingleton<RunViewReader>().AddSingleton<RunOutlines>()
            .AddSingleton<OverviewReader>();
        services.AddSingleton<AdmissionChecks>().AddGuardRails(configuration);
        services.AddSingleton<SecretSource>().AddSingleton<FeedFetcher>().AddSingleton<ScriptPlans>().AddSingleton<ScriptBodies>();
        services.AddSingleton<PlanBodies>();
        services.AddSingleton<RequestedPlans>();
        services.AddSingleton<PlanTexts>().AddSingleton<RemoteFeeds>().AddSingleton<RunRefusals>().AddSingleton<RunChecks>();
        services.AddSingleton<RunSettlement>().AddSingleton<RunEvaluator>().AddSingleton<VerdictRecorder>();
        services.AddOptions<WebhookOptions>().Bind(configuration.GetSection(WebhookOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>().AddSingleton<VerdictWebhook>();
        services.AddTargets(configuration).AddAccess(configuration).AddSecurityHeaders().AddCompressedAnswers().AddConnectionLimits();
        services.AddServerMetrics(configuration).AddRealUsers(configuration).AddServiceTelemetry(configuration).AddDocuments(configuration);
        return services.AddPullRequests(configuration);
    }
}
