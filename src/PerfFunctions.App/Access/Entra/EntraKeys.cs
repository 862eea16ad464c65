using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect.Configuration;

namespace PerfFunctions.App.Access.Entra;

/// <summary>
/// The keys that a tenant signs with, as it publishes them. They are read again after a day, and at once when a token names
/// one that is not among them, though not more often than every half minute: whoever makes names up does not make calls.
/// </summary>
public sealed partial class EntraKeys : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 1024 * 1024 };
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _tenant;
    private readonly ILogger<EntraKeys> _logger;

    /// <summary>Reads nothing yet.</summary>
    public EntraKeys(IOptions<EntraOptions> options, ILogger<EntraKeys> logger)
    {
        _logger = logger;
        // The options are valid: an authority on plain http is on loopback.
        var documents = new HttpDocumentRetriever(_http) { RequireHttps = !options.Value.IsPlain };
        var reader = new OpenIdConnectConfigurationRetriever();
        _tenant = new(options.Value.Discovery, reader, documents, new OpenIdConnectConfigurationValidator())
        {
            AutomaticRefreshInterval = TimeSpan.FromDays(1),
            RefreshInterval = TimeSpan.FromSeconds(30),
        };
    }

    /// <summary>The tenant's keys, with the named one where it exists; null while nothing has been read yet and nothing can be.</summary>
    public async Task<OpenIdConnectConfiguration?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        try
        {
            OpenIdConnectConfiguration found = await _tenant.GetConfigurationAsync(cancellationToken);
            if (found.SigningKeys.Any(key => key.KeyId == keyId))
            {
                return found;
            }

            _tenant.RequestRefresh();
            return await _tenant.GetConfigurationAsync(cancellationToken);
        }
        catch (InvalidOperationException e)
        {
            // Between two tries there is no cause, and nothing new to log.
            if (e.InnerException is { } cause)
            {
                LogUnreadable(_logger, _tenant.MetadataAddress, cause.Message);
            }

            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    // Without it a refresh runs in the background: the first tokens after the tenant has changed its key would be refused, and
    // while the tenant does not answer, every request would call it. The library reads the switch once, with the first token
    // that anything in the process makes or validates, so it is set before all else.
    [ModuleInitializer]
    internal static void RefreshInForeground() =>
        AppContext.SetSwitch("Switch.Microsoft.IdentityModel.UpdateConfigAsBlocking", true);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys that sign access tokens could not be read from {Address}: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, string address, string reason);
}
