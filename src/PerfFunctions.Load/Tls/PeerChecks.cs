using System.Collections.Concurrent;
using System.Security.Cryptography;
using PerfFunctions.Engine.Network;
using PerfFunctions.Load.EventLoops;

namespace PerfFunctions.Load.Tls;

/// <summary>
/// Checks the certificates of servers once a minute and not for every connection, apart from the loops: a check takes
/// milliseconds, the first one reads all that the machine trusts. Shared by all loops of a scenario.
/// </summary>
/// <param name="roots">Which are believed; null to believe all.</param>
/// <param name="clock">The run's clock.</param>
internal sealed class PeerChecks(TrustedRoots? roots, RunClock clock)
{
    // A certificate can expire during a run.
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    // A server may show another certificate each time.
    private const int MaxKept = 1_000;

    private static readonly Task<string?> Believed = Task.FromResult<string?>(null);

    private readonly ConcurrentDictionary<(string Host, string Hash), Check> _checks = new();

    /// <summary>Why the peer of a connection is not believed, in words that can be counted; null where it is.</summary>
    /// <param name="host">The host that was asked for.</param>
    /// <param name="channel">The connection, after its handshake.</param>
    public Task<string?> FailureOfAsync(string host, TlsChannel channel)
    {
        if (roots is null)
        {
            return Believed;
        }

        IReadOnlyList<byte[]> certificates = channel.PeerCertificates();
        (string, string) key = (host, HashOf(certificates));
        if (!_checks.TryGetValue(key, out Check? check) || clock.Elapsed - check.At > Life)
        {
            if (_checks.Count >= MaxKept)
            {
                _checks.Clear();
            }

            check = new Check(clock.Elapsed, Task.Run(() => FailureOf(roots, host, certificates)));
            _checks[key] = check;
        }

        return check.Failure;
    }

    private static string? FailureOf(TrustedRoots roots, string host, IReadOnlyList<byte[]> certificates)
    {
        try
        {
            roots.Check(certificates, host);
            return null;
        }
        catch (CertificateRefusedException e)
        {
            return e.Message;
        }
        catch (Exception)
        {
            // Whatever a certificate breaks: who waits for the answer must not wait for ever.
            return TransportFailure.Tls;
        }
    }

    private static string HashOf(IReadOnlyList<byte[]> certificates)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (byte[] certificate in certificates)
        {
            hash.AppendData(certificate);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private sealed record Check(TimeSpan At, Task<string?> Failure);
}
