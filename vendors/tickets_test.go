package vendors_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract/metric"
	"github.com/muster-wfm/muster/vendors/exchange"
	"github.com/muster-wfm/muster/vendors/store"
)

// The 41 base columns of Zendesk's ticket export, as /reference/formats.md has them, and
// a custom field of each type.
const zendeskHead = "Summation column,Id,Requester,Requester id,Requester external id,Requester email,Requester domain,Submitter,Assignee,Group,Subject,Tags,Status,Priority,Via,Ticket type," +
	"Created at,Updated at,Assigned at,Organization,Due date,Initially assigned at,Solved at,Resolution time,Satisfaction Score,Group stations,Assignee stations,Reopens,Replies," +
	"First reply time in minutes,First reply time in minutes within business hours,First resolution time in minutes,First resolution time in minutes within business hours," +
	"Full resolution time in minutes,Full resolution time in minutes within business hours,Agent wait time in minutes,Agent wait time in minutes within business hours," +
	"Requester wait time in minutes,Requester wait time in minutes within business hours,On hold time in minutes,On hold time in minutes within business hours,Reason [list],Total time spent (sec) [int],Note [txt]\n"

// zendeskRow is a ticket as Zendesk writes it, texts with commas and quotes included.
func zendeskRow(id int, requester, group, status, created, solved, reopens, reply string) string {
	return fmt.Sprintf(`1,%d,"Li, Wei",%s,,li@example.com,example.com,Agent,Agent,%s,"Refund, ""again""",refund late,%s,Normal,Web,Problem,`, id, requester, group, status) +
		fmt.Sprintf(`%s,%s,%s,Acme,,%s,%s,12,Good,1,1,%s,2,%s,5,60,30,70,35,10,5,20,10,,,delivery,600,"a note, long"`, created, created, created, created, solved, reopens, reply) + "\n"
}

// 003-18, 001-13, 000-12, 000-09: a vendor manager delivers the ticket export as it comes,
// and the figures of the programme are the answer within half an hour, the closure
// within a day and two, what was opened again and who came again.
func TestAZendeskExportBecomesTheFiguresOfAProgramme(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		o := newOwing(t, c)
		file := zendeskHead +
			zendeskRow(1, "11", "CALLS", "Solved", "2026-02-02 09:00", "2026-02-02 20:00", "0", "12") +
			zendeskRow(2, "12", "CALLS", "Closed", "2026-02-02 10:00", "2026-02-04 09:00", "1", "45") +
			zendeskRow(3, "11", "CALLS", "Open", "2026-02-02 10:30", "", "0", "20") + // of 11 again, within two hours
			zendeskRow(4, "13", "CALLS", "Solved", "2026-02-20 08:00", "2026-02-20 09:00", "0", "5")
		taken := o.take(t, c.scope, vendors.FromTickets, file)
		for name, want := range map[string]int64{
			"tickets_raised": 4, "tickets_aged_30m": 4, "tickets_answered_30m": 3, "tickets_closed_24h": 1, "tickets_aged_24h": 3,
			"tickets_closed_48h": 2, "tickets_closed": 3, "tickets_reopened": 1, "tickets_told_7d": 3, "tickets_repeated_7d": 1, "tickets_repeated_2h": 1,
		} {
			if taken.Totals[name] != want {
				t.Errorf("%s: %d, want %d of %v", name, taken.Totals[name], want, taken.Totals)
			}
		}
		sums := must(store.NewCounts(c.db).MonthSums(t.Context(), c.scope, []int64{o.kestrel.ID}, february, february))(t)
		for code, want := range map[string]float64{
			"ticket_response_30m": 3. / 4, "ticket_closed_24h": 1. / 3, "ticket_closed_48h": 2. / 3, "ticket_reopened": 1. / 3, "ticket_repeat_2h": 1. / 3, "ticket_repeat_7d": 1. / 3,
		} {
			m := must(metric.Find(metric.Library(), code))(t)
			if got, err := m.Evaluate(sums[0].Counts, metric.Team); err != nil || got.Float() != want {
				t.Errorf("%s: %v (%v), want %v", code, got.Float(), err, want)
			}
		}
	})
}

// Faults of an export come all at once, by line and column, and nothing is kept; a
// programme of several queues finds the queue by the group.
func TestFaultsOfAZendeskExportHaveTheirPlaces(t *testing.T) {
	c := newCentre(t, databaseOf(t))
	o := newOwing(t, c)
	mail := c.calls
	mail.ID, mail.Version, mail.Code, mail.Name = 0, 0, "MAIL", "Mail"
	two := must(c.workforce.Queues.Create(t.Context(), c.scope, mail))(t)
	p := o.kestrel
	p.Queues = append(p.Queues, vendors.QueueShare{QueueID: two.ID, MaxShare: 1})
	o.kestrel = must(o.Change(t.Context(), c.scope, p))(t)
	bad := zendeskHead +
		zendeskRow(1, "11", "CALLS", "Solved", "soon", "2026-02-02 20:00", "0", "12") +
		zendeskRow(2, "12", "CALLS", "Solved", "2026-02-02 10:00", "2026-02-01 09:00", "-1", "x") +
		zendeskRow(2, "12", "MAIL", "Open", "2026-02-02 10:00", "", "0", "")
	_, err := o.counts.Take(t.Context(), c.scope, vendors.CountOrder{ProgrammeID: o.kestrel.ID, Source: vendors.FromTickets, Name: "z.csv"}, strings.NewReader(bad))
	var faults exchange.Faults
	if !errors.As(err, &faults) {
		t.Fatalf("%v, want faults", err)
	}
	var at []string
	for _, f := range faults {
		at = append(at, fmt.Sprintf("%d %s", f.Line, f.Column))
	}
	if want := "[2 Created at 3 Solved at 3 First reply time in minutes 3 Reopens]"; fmt.Sprint(at) != want {
		t.Errorf("faults at %v, want %v", at, want)
	}
	stray := zendeskHead + zendeskRow(1, "11", "Back office", "Open", "2026-02-02 10:00", "", "0", "")
	if _, err := o.counts.Take(t.Context(), c.scope, vendors.CountOrder{ProgrammeID: o.kestrel.ID, Source: vendors.FromTickets, Name: "z.csv"}, strings.NewReader(stray)); !errors.As(err, &faults) || faults[0].Column != "Group" || faults[0].Line != 2 {
		t.Errorf("a group that is no queue: %v", err)
	}
	good := zendeskHead + zendeskRow(1, "11", "calls", "Open", "2026-02-02 10:00", "", "0", "") + zendeskRow(2, "12", "MAIL", "Open", "2026-02-02 10:00", "", "0", "")
	if taken := o.take(t, c.scope, vendors.FromTickets, good); taken.Batch.Rows != 2 {
		t.Errorf("%d rows, want a day of each queue", taken.Batch.Rows)
	}
}
