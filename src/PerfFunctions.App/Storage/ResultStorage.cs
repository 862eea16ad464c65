using Azure;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using PerfFunctions.App.Options;

namespace PerfFunctions.App.Storage;

/// <summary>The tables and the blob container of results.</summary>
public sealed class ResultStorage
{
    private static readonly string[] TableNames =
    [
        nameof(Runs), nameof(Intervals), nameof(Verdicts), nameof(Plans), nameof(Baselines), nameof(Deliveries), nameof(PullRequests),
        nameof(Undelivered),
        nameof(Trends), nameof(Guards), nameof(ActivityLog), nameof(Costs), nameof(RealUsers),
    ];

    private readonly TableServiceClient _tables;
    private readonly string _prefix;

    /// <summary>Connects by connection string, or by the service's own identity where an account name is given instead.</summary>
    /// <exception cref="InvalidOperationException">Neither is configured.</exception>
    public ResultStorage(IOptions<StorageOptions> options, IConfiguration configuration)
    {
        StorageOptions settings = options.Value;
        _prefix = settings.Prefix;
        string container = $"{_prefix.ToLowerInvariant()}-results";
        if ((settings.ConnectionString ?? (settings.AccountName is null ? configuration["AzureWebJobsStorage"] : null)) is { } connection)
        {
            _tables = new TableServiceClient(connection);
            Blobs = new BlobContainerClient(connection, container);
            return;
        }

        if (settings.AccountName is null)
        {
            throw new InvalidOperationException(
                $"No storage is configured: set {StorageOptions.Section}:ConnectionString, {StorageOptions.Section}:AccountName or AzureWebJobsStorage.");
        }

        var identity = new DefaultAzureCredential();
        _tables = new TableServiceClient(new Uri($"https://{settings.AccountName}.table.{settings.EndpointSuffix}"), identity);
        Blobs = new BlobContainerClient(new Uri($"https://{settings.AccountName}.blob.{settings.EndpointSuffix}/{container}"), identity);
    }

    /// <summary>Runs and their start barriers.</summary>
    public TableClient Runs => Table(nameof(Runs));

    /// <summary>What shards measured, second by second.</summary>
    public TableClient Intervals => Table(nameof(Intervals));

    /// <summary>Verdicts by plan, newest first.</summary>
    public TableClient Verdicts => Table(nameof(Verdicts));

    /// <summary>Stored plans.</summary>
    public TableClient Plans => Table(nameof(Plans));

    /// <summary>The runs that each plan is compared with.</summary>
    public TableClient Baselines => Table(nameof(Baselines));

    /// <summary>Numbers of each plan's runs over time.</summary>
    public TableClient Trends => Table(nameof(Trends));

    /// <summary>Requests that must not be carried out twice.</summary>
    public TableClient Deliveries => Table(nameof(Deliveries));

    /// <summary>Runs by pull request and by commit.</summary>
    public TableClient PullRequests => Table(nameof(PullRequests));

    /// <summary>Reports that did not reach the pull request.</summary>
    public TableClient Undelivered => Table(nameof(Undelivered));

    /// <summary>What runs in progress have taken, and the kill switch.</summary>
    public TableClient Guards => Table(nameof(Guards));

    /// <summary>Who did what.</summary>
    public TableClient ActivityLog => Table(nameof(ActivityLog));

    /// <summary>What runs came to, by month.</summary>
    public TableClient Costs => Table(nameof(Costs));

    /// <summary>Page views of real users, by plan and day.</summary>
    public TableClient RealUsers => Table(nameof(RealUsers));

    /// <summary>All that is too big for a table.</summary>
    public BlobContainerClient Blobs { get; }

    /// <summary>Creates what is not there yet.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(TableNames.Select(name => Table(name).CreateIfNotExistsAsync(cancellationToken)));
        await Blobs.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Whether storage could not be reached or refused: the clients wrap several attempts that did not connect in one exception.</summary>
    public static bool IsFailure(Exception exception) =>
        exception is RequestFailedException ||
        (exception is AggregateException several && several.InnerExceptions.All(e => e is RequestFailedException));

    private TableClient Table(string name) => _tables.GetTableClient(_prefix + name);
}
