using DnsClient;

namespace PerfFunctions.App.Targets;

/// <summary>Reads the DNS record by which a host shows whose it is.</summary>
public sealed class TokenRecord(ILookupClient dns)
{
    /// <summary>How the service asks: what was answered before is not taken for an answer now.</summary>
    public static LookupClientOptions Patience(LookupClientOptions options)
    {
        options.UseCache = false;
        options.Timeout = TimeSpan.FromSeconds(3);
        options.Retries = 1;
        options.ThrowDnsErrors = false;
        return options;
    }

    /// <summary>Why it does not show a token; null when it does.</summary>
    public async Task<string?> ProblemAsync(string host, string token, CancellationToken cancellation)
    {
        try
        {
            IDnsQueryResponse answer = await dns.QueryAsync(TargetTokens.RecordName(host), QueryType.TXT, cancellationToken: cancellation);
            string[] texts = [.. answer.Answers.TxtRecords().Select(r => string.Concat(r.Text).Trim())];
            return texts.Contains(token) ? null
                : texts.Length > 0 ? "it does not hold the token"
                : answer.HasError ? $"the name server says: {answer.ErrorMessage}"
                : "there is none";
        }
        catch (DnsResponseException e)
        {
            return $"no name server answered: {e.DnsError}";
        }
    }
}
