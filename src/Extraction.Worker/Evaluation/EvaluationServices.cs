using Extraction.Worker.Evaluation.Replies;
using Extraction.Worker.Evaluation.Running;
using Extraction.Worker.LanguageModels;
using Microsoft.Extensions.DependencyInjection;

namespace Extraction.Worker.Evaluation;

/// <summary>Registers the evaluation.</summary>
internal static class EvaluationServices
{
    /// <summary>Adds <see cref="EvaluationRunner"/>, after the rest: the gateway that is registered is metered, and recorded or replaced where asked.</summary>
    /// <param name="services">The worker's services.</param>
    /// <param name="record">Where replies are written down, or null.</param>
    /// <param name="replay">Where replies come from instead of a model, or null.</param>
    public static IServiceCollection AddEvaluation(this IServiceCollection services, ReplyRecording? record, ReplyRecording? replay)
    {
        if (replay is not null)
        {
            services.AddSingleton<IModelGateway>(new ReplayGateway(replay));
        }
        else if (record is not null)
        {
            services.DecorateGateway((_, inner) => new RecordingGateway(inner, record));
        }

        services.DecorateGateway((_, inner) => new MeteredGateway(inner));
        services.AddSingleton(provider => (MeteredGateway)provider.GetRequiredService<IModelGateway>());
        services.AddSingleton<EvaluationRunner>();
        return services;
    }

    /// <summary>Puts something around the gateway that is registered.</summary>
    public static IServiceCollection DecorateGateway(this IServiceCollection services, Func<IServiceProvider, IModelGateway, IModelGateway> around)
    {
        ServiceDescriptor inner = services.Last(service => service.ServiceType == typeof(IModelGateway));
        return services.AddSingleton(provider => around(provider, Create(provider, inner)));
    }

    private static IModelGateway Create(IServiceProvider provider, ServiceDescriptor asked) => (IModelGateway)(
        asked.ImplementationInstance
        ?? asked.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, asked.ImplementationType!));
}
