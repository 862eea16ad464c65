using System.Text.RegularExpressions;
using PerfFunctions.Cli.Output;

namespace PerfFunctions.Cli.Init;

/// <summary>Recognizes what a plan is to be made of: an address, an OpenAPI description or an access log.</summary>
internal static partial class InitSource
{
    private const int MaxPage = 5_000_000;
    private const int MaxDescription = 20_000_000;
    private const int Sniffed = 64_000;

    /// <summary>The draft of a source.</summary>
    /// <param name="source">An address, or a file.</param>
    /// <param name="target">Base address of the system; null for that of the source.</param>
    /// <param name="client">Fetches addresses.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CliException">It cannot be read, or is none of them.</exception>
    public static Task<PlanDraft> ReadAsync(string source, Uri? target, HttpClient client, CancellationToken cancellationToken) =>
        Uri.TryCreate(source, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? FetchAsync(address, target, new Download(client), cancellationToken)
            : OpenAsync(source, target, cancellationToken);

    private static async Task<PlanDraft> FetchAsync(Uri address, Uri? target, Download download, CancellationToken cancellationToken)
    {
        if (address.UserInfo.Length > 0)
        {
            throw new CliException("The address has a user name or password, which must not stand in a plan.");
        }

        Document document = await download.GetAsync(address, MaxDescription, cancellationToken);
        bool isMarkup = document.Type.Contains("html", StringComparison.OrdinalIgnoreCase) || document.Text.TrimStart().StartsWith('<');
        if (!isMarkup && IsOpenApi(document.Text))
        {
            return OpenApiSource.Read(document.Text, address.GetLeftPart(UriPartial.Path), target, document.Address);
        }

        if (target is not null)
        {
            throw new CliException("--target is for OpenAPI descriptions and access logs; a page is tested at its own address.");
        }

        return document.Text.Length <= MaxPage
            ? await AddressSource.ReadAsync(document, download, cancellationToken)
            : throw new CliException($"The page '{address}' has more than {MaxPage / 1_000_000} MB.");
    }

    private static async Task<PlanDraft> OpenAsync(string file, Uri? target, CancellationToken cancellationToken)
    {
        try
        {
            using StreamReader reader = File.OpenText(file);
            char[] start = new char[Sniffed];
            int read = await reader.ReadBlockAsync(start.AsMemory(), cancellationToken);
            bool isDescription = IsDescription(Path.GetExtension(file).ToLowerInvariant(), new string(start, 0, read));
            string name = Path.GetFileName(file);
            if (isDescription)
            {
                return new FileInfo(file).Length <= MaxDescription
                    ? OpenApiSource.Read(await File.ReadAllTextAsync(file, cancellationToken), name, target)
                    : throw new CliException($"The OpenAPI description '{file}' has more than {MaxDescription / 1_000_000} MB.");
            }

            using StreamReader log = File.OpenText(file);
            return await AccessLogSource.ReadAsync(
                log, name, target ?? throw new CliException("An access log does not say where the system is; give --target URL."), cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The file '{file}' cannot be read: {e.Message}");
        }
    }

    // A log may be JSON, too: then its first line is a request.
    private static bool IsDescription(string extension, string start) => extension is ".yaml" or ".yml" || IsOpenApi(start)
        || (extension == ".json" && AccessLogLine.Read(start.Split('\n')[0]) is null);

    // Also Swagger, which is refused with its name.
    private static bool IsOpenApi(string text) => Key().IsMatch(text);

    [GeneratedRegex("""(?:^|[{,]\s*|\n)["']?(?:openapi|swagger)["']?\s*:\s*["']?[23]\.""")]
    private static partial Regex Key();
}
