package export

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"

	"github.com/muster-wfm/muster/scheduling"
)

// Calendar writes a person's shifts as an iCalendar feed (RFC 5545): one event
// a shift, with its pauses in the description. changed is when the plan last
// changed; asked says in which language to write, "zh" or English.
func Calendar(w io.Writer, loc *time.Location, language string, queues map[int64]string, shifts []scheduling.Shift, changed time.Time) error {
	words := english
	if strings.HasPrefix(language, "zh") {
		words = chinese
	}
	calendar := ics.NewCalendarFor("Muster")
	calendar.SetMethod(ics.MethodPublish)
	calendar.SetXWRCalName(words.name)
	calendar.SetXWRTimezone(loc.String())
	calendar.SetRefreshInterval("PT1H")
	for _, s := range shifts {
		event := calendar.AddEvent(fmt.Sprintf("%d-%s@muster", s.PersonID, s.Day))
		event.SetDtStampTime(changed.UTC())
		event.SetStartAt(s.Start.UTC())
		event.SetEndAt(s.End.UTC())
		event.SetSummary(strings.TrimSpace(words.shift + " " + s.Letter + " · " + queues[s.QueueID]))
		event.SetDescription(words.pauses(s.Pauses, loc))
	}
	_, err := io.WriteString(w, refold(calendar.Serialize()))
	return err
}

// wording is what the feed says in one language.
type wording struct {
	name, shift string
	kinds       map[scheduling.PauseKind]string
}

var (
	english = wording{"Shifts", "Shift", map[scheduling.PauseKind]string{scheduling.Lunch: "Lunch", scheduling.Break: "Break"}}
	chinese = wording{"班次", "班次", map[scheduling.PauseKind]string{scheduling.Lunch: "午休", scheduling.Break: "小休"}}
)

func (w wording) pauses(pauses []scheduling.Pause, loc *time.Location) string {
	lines := make([]string, len(pauses))
	for i, p := range pauses {
		lines[i] = fmt.Sprintf("%s %s–%s", w.kinds[p.Kind], p.Start.In(loc).Format("15:04"), p.End.In(loc).Format("15:04"))
	}
	return strings.Join(lines, "\n")
}

// maxOctets is the longest line that RFC 5545 §3.1 allows, without its end.
const maxOctets = 75

// refold folds lines by octets at character borders. The library counts
// characters, which makes lines of Chinese text three times too long.
func refold(text string) string {
	var out strings.Builder
	unfolded := strings.NewReplacer("\r\n ", "", "\r\n\t", "", "\n ", "", "\n\t", "").Replace(text)
	for line := range strings.Lines(unfolded) {
		line = strings.TrimRight(line, "\r\n")
		room := maxOctets
		for len(line) > room {
			cut := room
			for !utf8.RuneStart(line[cut]) {
				cut--
			}
			out.WriteString(line[:cut] + "\r\n ")
			line, room = line[cut:], maxOctets-1
		}
		out.WriteString(line + "\r\n")
	}
	return out.String()
}
