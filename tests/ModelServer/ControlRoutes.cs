using System.Text.Json;
using System.Text.Json.Serialization;
using ModelServer.Faults;
using ModelServer.Limits;

namespace ModelServer;

/// <summary>
/// Changes the server while it runs: <c>PUT /control/limits</c> (the fields of <see cref="ServerLimits"/>), <c>PUT /control/faults?seed=1</c> (a plan in words)
/// and <c>GET /control/usage/MODEL</c>.
/// </summary>
internal static class ControlRoutes
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static void Map(WebApplication app, ModelServerHost host)
    {
        Func<ChatCall, ServerAnswer>? faultless = null;
        app.MapPut("/control/limits", async (HttpContext context) =>
        {
            host.Limits = (await JsonSerializer.DeserializeAsync<ServerLimits>(context.Request.Body, Json, context.RequestAborted))!;
            return Results.NoContent();
        });
        app.MapPut("/control/faults", async (HttpContext context, int? seed) =>
        {
            using StreamReader reader = new(context.Request.Body);
            try
            {
                FaultPlan plan = FaultPlan.Parse(await reader.ReadToEndAsync(context.RequestAborted), seed ?? 1);
                faultless ??= host.Script;
                host.Script = plan.Over(faultless);
                return Results.NoContent();
            }
            catch (FormatException wrong)
            {
                return Results.BadRequest(wrong.Message);
            }
        });
        app.MapGet("/control/usage/{model}", (string model) => Results.Json(host.Meter(model).Read(), Json));
    }
}
