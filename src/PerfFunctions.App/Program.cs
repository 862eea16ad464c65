using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using PerfFunctions.App;
using PerfFunctions.App.Access;
using PerfFunctions.Browser;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<AccessMiddleware>();
builder.Services.AddPerfFunctions(builder.Configuration);
builder.Services.AddBrowserAudits();
builder.Build().Run();
