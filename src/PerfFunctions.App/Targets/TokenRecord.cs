using DnsClient;

namespace PerfFunctions.App.Targets;

/// <summary>Reads the DNS record by which a host shows whose it is.</summary>
/// <param name="dns">Asks name servers. Made when it is first needed: it cannot be on a machine that knows of none.</param>
public sealed class TokenRecord(Lazy<ILookupClient> dns)
{
    private const string NoServer = "no name server is configured on this machine";

    /// <summary>How the service asks: what was answered before is not taken for an answer now.</summary>
    public static LookupClientOptions WithTimeout(LookupClientOptions options)
    {
        options.UseCache = false;
        options.Timeout = TimeSpan.FromSeconds(3);
        options.Retries = 1;
        options.ThrowDnsErrors = false;
        return options;
    }

    /// <summary>Why it does not show a token; null when it does.</summary>
    public async Task<string?> ProblemAsync(string host, string token, CancellationToken cancellationToken)
    {
        if (Client() is not { } client)
        {
            return NoServer;
        }

        try
        {
            IDnsQueryResponse answer = await client.QueryAsync(TargetTokens.RecordName(host), QueryType.TXT, cancellationToken: cancellationToken);
            string[] texts = [.. answer.Answers.TxtRecords().Select(r => string.Concat(r.Text).Trim())];
            return texts.Contains(token) ? null
                : texts.Length > 0 ? "it does not contain the token"
                : answer.HasError ? $"the name server responded with: {answer.ErrorMessage}"
                : "it does not exist";
        }
        catch (DnsResponseException e)
        {
            return $"no name server responded: {e.DnsError}";
        }
    }

    private ILookupClient? Client()
    {
        try
        {
            return dns.Value is { NameServers.Count: > 0 } client ? client : null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or AggregateException or IOException)
        {
            return null;
        }
    }
}
