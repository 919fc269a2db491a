package forecast_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/workforce"
)

// A queue that cannot be made is found out while the file is checked, so that a
// dry run says so too and nothing is written first.
func TestAQueueThatCannotBeMadeRefusesTheFileWithItsPlace(t *testing.T) {
	d := sqliteDesk(t)
	const head = "interval_start,interval_min,queue,channel,offered\n2026-03-02 09:00,30,Returns,voice,5\n"
	cases := []struct{ row, want string }{
		{"2026-03-02 09:00,30,a|b,voice,5\n", `f.csv:3:queue: "a|b" is no code for a new queue; expected 1 to 64 printable characters without |`},
		{"2026-03-02 09:00,30," + strings.Repeat("q", 60) + ",chat,5\n", `f.csv:3:queue: "` + strings.Repeat("q", 60) + ` (chat)" is no code for a new queue; expected 1 to 64 printable characters without |`},
		{"2026-03-02 09:00,30,Wires,telegraph,5\n", `f.csv:3:channel: channel "telegraph"; expected one of ` + fmt.Sprint(workforce.ChannelKinds())},
	}
	for _, c := range cases {
		for _, dry := range []bool{true, false} {
			done := d.bring(t, head+c.row, func(o *forecast.ImportOrder) {
				o.CreateQueues, o.SiteID, o.DryRun = true, d.london.ID, dry
			})
			if diff := cmp.Diff([]string{c.want}, problems(done)); diff != "" || done.State != forecast.ImportRefused {
				t.Errorf("%q, dry run %t: %s (-want +got):\n%s", c.row, dry, done.State, diff)
			}
		}
	}
	queues, err := d.centre.Queues.Find(t.Context(), d.all, workforce.Filter{Text: "Returns"})
	must(t, err)
	if len(queues) != 0 {
		t.Errorf("a refused file left queues behind: %+v", queues)
	}
}

func TestTimesOfANewQueueAreShownAsTheFileHasThem(t *testing.T) {
	d := sqliteDesk(t)
	text := "interval_start,interval_min,queue,offered\n2026-07-01 09:00,30,New,5\n2026-07-01 09:00,30,New,6\n"
	done := d.bring(t, text, func(o *forecast.ImportOrder) {
		o.CreateQueues, o.SiteID, o.Mapping.Zone = true, d.london.ID, "Europe/London"
	})
	want := []string{"f.csv:3:interval_start: 2026-07-01 09:00 +01:00 of queue New is on line 2 already; expected one row for each interval"}
	if diff := cmp.Diff(want, problems(done)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestADamagedFileIsRefusedAndNothingIsWritten(t *testing.T) {
	d := sqliteDesk(t)
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, err := w.Write([]byte(header + strings.Repeat("2026-03-02 09:00,30,Night,5,4,1\n", 20_000)))
	must(t, err)
	must(t, w.Close())
	whole := packed.String()
	flipped := whole[:len(whole)-6] + "\x00" + whole[len(whole)-5:] // the checksum stands in the last eight bytes
	done := d.bring(t, flipped, nil)
	want := []string{"f.csv: the compressed file is damaged or cut short; expected the whole file as it was exported"}
	if diff := cmp.Diff(want, problems(done)); diff != "" || done.State != forecast.ImportRefused {
		t.Errorf("%s (-want +got):\n%s", done.State, diff)
	}
	if rows := d.stored(t, d.night); len(rows) != 0 {
		t.Errorf("rows were written: %q", rows)
	}
}
