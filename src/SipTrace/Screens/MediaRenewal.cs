using System.Diagnostics;
using SipTrace.Correlation.Media;

namespace SipTrace.Screens;

/// <summary>Keeps a <see cref="MediaIndex"/> near the present while a trace goes on: in short steps between frames, and not so often that reading suffers.</summary>
internal sealed class MediaRenewal(Session session)
{
    private const int ShareOfTime = 40;
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(2), Least = TimeSpan.FromSeconds(2);

    private TimeSpan worked, due;
    private bool isOfAll;

    /// <summary>Which media belongs to which call, as far as is known.</summary>
    public MediaIndex Media { get; } = session.Ask(MediaIndex.Begin);

    /// <summary>Whether it will not change any more.</summary>
    public bool IsFinal => isOfAll && !Media.IsInWork;

    /// <summary>Goes on for a moment; tells whether more is left.</summary>
    public bool Step()
    {
        if (IsFinal) return false;
        var now = Stopwatch.GetElapsedTime(0);
        var mustBegin = !isOfAll && session.IsComplete;
        if (!mustBegin && !Media.IsInWork && !Media.IsLost && now < due) return false;
        return session.Ask(_ =>
        {
            if (mustBegin || !Media.IsInWork)
            {
                isOfAll = mustBegin;
                worked = TimeSpan.Zero;
                Media.Renew();
            }
            var started = Stopwatch.GetTimestamp();
            while (Media.Step() && Stopwatch.GetElapsedTime(started) < Budget)
            {
            }
            worked += Stopwatch.GetElapsedTime(started);
            if (!Media.IsInWork) due = now + TimeSpan.FromTicks(Math.Max(Least.Ticks, worked.Ticks * ShareOfTime));
            return true;
        });
    }
}
