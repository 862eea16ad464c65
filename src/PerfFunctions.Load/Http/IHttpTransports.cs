namespace PerfFunctions.Load.Http;

/// <summary>The transports that a scenario has on one loop.</summary>
internal interface IHttpTransports
{
    /// <summary>The transport for an address.</summary>
    IHttpTransport Of(Uri address);
}
