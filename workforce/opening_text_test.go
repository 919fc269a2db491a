package workforce_test

import (
	"strings"
	"testing"

	"github.com/muster-wfm/muster/workforce"
)

func shown(hours workforce.OpeningHours) string {
	var parts []string
	for _, p := range hours {
		parts = append(parts, p.String())
	}
	return strings.Join(parts, " ")
}

func TestOpeningHoursAreReadFromOneLine(t *testing.T) {
	for text, want := range map[string]string{
		"":                    "",
		" Closed ":            "",
		"Mon 08:00-20:00":     "Mon 08:00-20:00",
		"sat,sun 09:00-13:00": "Sat 09:00-13:00 Sun 09:00-13:00",
		"Fri-Mon 22:00-06:00": "Mon 22:00-06:00 Fri 22:00-06:00 Sat 22:00-06:00 Sun 22:00-06:00",
		"Tue 09:00-12:00 13:00-17:00; Wed 10:00-11:00": "Tue 09:00-12:00 Tue 13:00-17:00 Wed 10:00-11:00",
		"daily 00:00-24:00":                            shown(workforce.AlwaysOpen()),
	} {
		got, err := workforce.ParseOpeningHours(text)
		if err != nil || shown(got) != want {
			t.Errorf("%q is read as %q, %v; want %q", text, shown(got), err, want)
		}
	}
}

func TestOpeningHoursThatCannotBeReadAreRefused(t *testing.T) {
	for _, text := range []string{"Mon", "08:00-20:00", "Mon 8-20", "Mon 08:00", "Mon 09:00-09:00", "Mo 08:00-20:00", "Mon-Fry 08:00-20:00", "Mon 08:00-20:00; Mon 19:00-21:00", ";", "Mon 08:00-25:00", "Mon,, 08:00-20:00"} {
		if got, err := workforce.ParseOpeningHours(text); err == nil {
			t.Errorf("%q is read as %q; want it refused", text, shown(got))
		} else if !strings.Contains(err.Error(), "expected") {
			t.Errorf("%q: %v; want what was expected", text, err)
		}
	}
}

func FuzzOpeningHours(f *testing.F) {
	for _, seed := range []string{"Mon-Fri 08:00-20:00; Sat 09:00-13:00", "daily 00:00-24:00", "closed", "sun-mon 22:00-06:00", "mon,tue 1:1-2:2"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		hours, err := workforce.ParseOpeningHours(text)
		if err != nil {
			return
		}
		if _, err := workforce.NewOpeningHours(hours); err != nil {
			t.Errorf("%q is read as %q, which cannot be: %v", text, shown(hours), err)
		}
	})
}
