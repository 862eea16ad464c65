namespace PerfFunctions.App.Quotas;

/// <summary>Renews the lease of a run while work for it is in progress.</summary>
public sealed class LeaseKeeper(Admission admission, string runId, TimeProvider time)
{
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    /// <summary>Renews it where that is due; to be called often.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() < _next)
        {
            return;
        }

        _next = time.GetUtcNow() + Admission.Renewal;
        try
        {
            await admission.RenewAsync(runId, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The lease outlasts several renewals.
        }
    }
}
