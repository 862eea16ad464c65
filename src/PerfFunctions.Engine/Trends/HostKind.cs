namespace PerfFunctions.Engine.Trends;

/// <summary>The kind of machine that the service runs on.</summary>
/// <param name="Region">Region of the cloud; empty outside of it.</param>
/// <param name="Instance">Kind of instance, such as <c>FlexConsumption</c>; empty outside of the cloud.</param>
/// <param name="Cores">Processor cores.</param>
public sealed record HostKind(string Region, string Instance, int Cores)
{
    /// <summary>As people read it: <c>FlexConsumption, 2 cores, westeurope</c>.</summary>
    public override string ToString() =>
        string.Join(", ", new[] { Instance, $"{Cores} {(Cores == 1 ? "core" : "cores")}", Region }.Where(part => part.Length > 0));
}
