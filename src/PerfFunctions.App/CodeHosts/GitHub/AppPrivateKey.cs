using System.Security.Cryptography;
using System.Text;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>Reads the private key of the GitHub App. No message of it ever holds a part of the key.</summary>
internal static class AppPrivateKey
{
    /// <summary>The key.</summary>
    /// <exception cref="InvalidOperationException">There is none that can be read; the message says which setting and why.</exception>
    public static RSA Read(GitHubOptions options) => TryRead(options, out string problem) ?? throw new InvalidOperationException(problem);

    /// <summary>What is wrong with the setting; null when nothing is.</summary>
    public static string? Problem(GitHubOptions options)
    {
        using RSA? key = TryRead(options, out string problem);
        return key is null ? problem : null;
    }

    private static RSA? TryRead(GitHubOptions options, out string problem)
    {
        bool isText = !string.IsNullOrWhiteSpace(options.PrivateKey);
        if (isText == !string.IsNullOrWhiteSpace(options.PrivateKeyPath))
        {
            problem = $"{nameof(options.PrivateKey)} or {nameof(options.PrivateKeyPath)} must be set, but not both.";
            return null;
        }

        string? pem = isText ? options.PrivateKey : ReadFile(options.PrivateKeyPath!);
        if (pem is null)
        {
            problem = $"{nameof(options.PrivateKeyPath)} '{options.PrivateKeyPath}' cannot be read.";
            return null;
        }

        string setting = isText ? nameof(options.PrivateKey) : nameof(options.PrivateKeyPath);
        problem = $"{setting} does not hold an RSA private key as PEM or base64-encoded PEM.";
        return Import(pem.Contains("-----BEGIN", StringComparison.Ordinal) ? pem : FromBase64(pem));
    }

    private static string? ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string FromBase64(string text)
    {
        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.Trim(), bytes, out int count) ? Encoding.UTF8.GetString(bytes, 0, count) : "";
    }

    private static RSA? Import(string pem)
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(pem);
            // A public key imports as well; only signing distinguishes the two.
            _ = key.SignData([], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return key;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // The caller's message reports it and names the setting.
        }

        key.Dispose();
        return null;
    }
}
