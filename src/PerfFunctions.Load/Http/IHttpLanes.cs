namespace PerfFunctions.Load.Http;

/// <summary>The lanes that a scenario has on one loop.</summary>
internal interface IHttpLanes
{
    /// <summary>The lane for an address.</summary>
    IHttpLane Of(Uri address);
}
