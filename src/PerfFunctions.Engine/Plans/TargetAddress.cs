namespace PerfFunctions.Engine.Plans;

/// <summary>Addresses of what a plan names by path.</summary>
public static class TargetAddress
{
    /// <summary>
    /// The address of a path below a target, so that <c>/cart</c> below <c>https://shop.example/eu</c> is
    /// <c>https://shop.example/eu/cart</c>; an absolute http(s) address stands for itself.
    /// </summary>
    /// <exception cref="UriFormatException">A filled-in path makes no address.</exception>
    public static Uri Of(Uri target, string path) =>
        path.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            ? new Uri(path)
            : new Uri($"{target.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{path.TrimStart('/')}");
}
