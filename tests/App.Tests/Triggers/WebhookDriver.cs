using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.CodeHosts.GitHub.Webhooks;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Starting;
using PerfFunctions.App.Storage;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.App.Tests.Triggers;

/// <summary>The webhook with the service behind it, on tables of its own in a real storage emulator.</summary>
internal sealed class WebhookDriver : IAsyncDisposable
{
    public const string Secret = "a webhook's secret";

    public const string PreviousSecret = "what it was before";
    public const int MaxBytes = 1_000_000;

    public static readonly Lazy<string> Key = new(NewKey);

    private readonly ServiceProvider _services;

    private WebhookDriver(ServiceProvider services) => _services = services;

    public RecordingDurableClient Durable { get; } = new();

    public RunStore Runs => _services.GetRequiredService<RunStore>();

    public ICodeHosts Hosts => _services.GetRequiredService<ICodeHosts>();

    public static async Task<WebhookDriver> StartAsync(
        AzuriteFixture azurite, bool withGitHub = true, IReadOnlyDictionary<string, string?>? more = null)
    {
        Dictionary<string, string?> settings = new()
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["Perf:Storage:Prefix"] = $"T{Guid.NewGuid():N}"[..20],
            ["Perf:PublicUrl"] = "https://perf.example",
        };
        if (withGitHub)
        {
            settings["Perf:GitHub:AppId"] = "42";
            settings["Perf:GitHub:PrivateKey"] = Key.Value;
            settings["Perf:GitHub:WebhookSecret"] = Secret;
            settings["Perf:GitHub:PreviousWebhookSecret"] = PreviousSecret;
            settings["Perf:GitHub:MaxDeliveryBytes"] = $"{MaxBytes}";

            // Nobody answers there: a webhook that calls GitHub would be seen by its failing.
            settings["Perf:GitHub:BaseAddress"] = "http://127.0.0.1:9/";
        }

        foreach ((string key, string? value) in more ?? new Dictionary<string, string?>())
        {
            settings[key] = value;
        }

        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        ServiceProvider services = new ServiceCollection()
            .AddSingleton(configuration).AddLogging().AddPerfFunctions(configuration).BuildServiceProvider();
        await services.GetRequiredService<ResultStorage>().CreateAsync(TestContext.Current.CancellationToken);
        return new WebhookDriver(services);
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Delivers as GitHub does, and waits until the delivery is worked on.</summary>
    public Task<WebhookAnswer> DeliverAsync(WebhookDelivery delivery, string? host = null) => DeliverAsync(delivery.Body, delivery.Headers, host: host);

    /// <summary>Delivers any bytes with any headers, and waits until they are worked on.</summary>
    public async Task<WebhookAnswer> DeliverAsync(byte[] body, IReadOnlyDictionary<string, string> headers, long? length = null, string? host = null)
    {
        WebhookAnswer answer = await AnswerAsync(body, headers, length, host);
        await Eventually.TrueAsync(() => Get<DeliveryInbox>().IsIdle, "the work on what was delivered");
        return answer;
    }

    /// <summary>Delivers, and waits for nothing but the answer.</summary>
    public async Task<WebhookAnswer> AnswerAsync(byte[] body, IReadOnlyDictionary<string, string> headers, long? length = null, string? host = null)
    {
        var context = new DefaultHttpContext { RequestServices = _services };
        context.Request.Body = new MemoryStream(body);
        context.Request.ContentLength = length;
        if (host is not null)
        {
            context.Request.RouteValues["host"] = host;
        }

        foreach ((string name, string value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        context.Response.Body = new MemoryStream();
        GitHubWebhook webhook = ActivatorUtilities.CreateInstance<GitHubWebhook>(_services);
        IResult result = await webhook.ReceiveAsync(context.Request, Durable, TestContext.Current.CancellationToken);
        await result.ExecuteAsync(context);
        context.Response.Body.Position = 0;
        JsonElement json = context.Response.Body.Length == 0 ? default : await JsonSerializer.DeserializeAsync<JsonElement>(context.Response.Body);
        return new WebhookAnswer(context.Response.StatusCode, json);
    }

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();

    private static string NewKey()
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        return key.ExportRSAPrivateKeyPem();
    }
}

/// <summary>What the webhook answered.</summary>
internal sealed record WebhookAnswer(int Status, JsonElement Body)
{
    public string? RunId => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("runId", out JsonElement id) ? id.GetString() : null;
}
