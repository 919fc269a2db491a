package api_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
	"github.com/muster-wfm/muster/vendors/contract/metric"
	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// mark is in every name and note of the rival's: an answer that holds it has let
// something of the rival's out.
const mark = "Boltmark"

// rival is a second partner in the centre with a row of everything that a vendor can
// have, and the numbers of those rows.
type rival struct {
	*judged
	employer, person, team, queue           int64
	programme, version, batch, invoice      int64
	commitment, member, release, allocation int64
	sample, work, evaluation, roster        int64
	actor                                   int64 // the owner's vendor manager
}

// doer is what several things of the rival's are put down to.
func (r *rival) doer() auth.Scope { return systemScope().WithActor(r.actor) }

// done ends the test where something of the fixture could not be made.
func done[T any](t *testing.T, what string) func(v T, err error) T {
	t.Helper()
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		return v
	}
}

func newRival(t *testing.T) *rival {
	t.Helper()
	c := newCentre(t)
	r := &rival{judged: c.judging(t), queue: c.seeded.Sales}
	r.actor = decoded[api.Me](t, r.play(t, Scenario{As: "vendor_manager", URL: "/session", Status: 200})).UserID
	r.works(t)
	r.agrees(t)
	r.counts(t)
	r.crowds(t)
	r.isJudged(t)
	r.rosters(t)
	r.divides(t)
	return r
}

// works gives the rival people, and a user who speaks for it.
func (r *rival) works(t *testing.T) {
	ctx, scope, w := t.Context(), r.doer(), r.Workforce
	r.employer = done[workforce.Employer](t, "employer")(w.Employers.Create(ctx, scope, workforce.Employer{Code: "BOLTMARK", Name: mark, Kind: workforce.Crowd})).ID
	r.team = done[workforce.Team](t, "team")(w.Teams.Create(ctx, scope, workforce.Team{Code: "BOLTMARK-T", Name: mark, SiteID: r.seeded.London, EmployerID: r.employer})).ID
	r.person = done[workforce.Person](t, "person")(w.People.Create(ctx, scope, workforce.Person{
		Code: "BOLTMARK-P", Name: mark + " Bea", SiteID: r.seeded.London, EmployerID: r.employer, HiredOn: grid.MustDate("2024-01-08"),
		Agreements: []workforce.AgreementSpell{{AgreementID: r.seeded.FullTime}}, Skills: []workforce.SkillSpell{{SkillID: r.seeded.English, Level: 3}},
	})).ID
	done[workforce.Absence](t, "absence")(w.Absences.Create(ctx, scope, workforce.Absence{PersonID: r.person, From: grid.MustDate("2026-03-02"), To: grid.MustDate("2026-03-03"), Kind: workforce.Vacation, Status: workforce.Approved}))
	done[workforce.Assignment](t, "assignment")(w.Assignments.Create(ctx, scope, workforce.Assignment{PersonID: r.person, Date: grid.MustDate("2026-03-09"), Start: 540, End: 600, Note: mark}))
	tokens, err := signIn(ctx, r.Services, map[string]auth.User{
		"rival":  {Roles: []auth.Role{auth.VendorCoordinator}, Employer: r.employer},
		"second": {Roles: []auth.Role{auth.VendorManager}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, token := range tokens {
		r.tokens[name] = token
	}
}

// agrees gives the rival a contract in force, hours that were asked for, and files.
func (r *rival) agrees(t *testing.T) {
	ctx, scope := t.Context(), r.doer()
	p := done[vendors.Programme](t, "programme")(r.Programmes.Create(ctx, scope, vendors.Programme{
		EmployerID: r.employer, SiteID: r.seeded.London, Code: "BOLTMARK-1", Name: mark, Mode: contract.Crowd, Motive: mark, BusinessCase: mark, From: grid.MustDate("2026-01-01"),
		Queues: []vendors.QueueShare{{QueueID: r.queue, MinShare: 0.1, MaxShare: 0.6, SurgeAgents: 5}},
	}))
	r.programme = p.ID
	terms := vendors.Template(contract.Crowd, "CNY", grid.MustDate("2026-01-01"))
	for i := range terms.Rates {
		terms.Rates[i].Bands[0].Price = decimal.MustParse("3.60")
	}
	draft := done[vendors.ContractVersion](t, "draft")(r.Programmes.Draft(ctx, scope, p.ID, terms, mark))
	r.version = done[vendors.ContractVersion](t, "in force")(r.Programmes.PutInForce(ctx, scope, p.ID, draft.ID, draft.Version, false)).ID
	r.atWork(t)
	run := r.forecastWeek(t)
	lock := decoded[api.ForecastLock](t, r.play(t, Scenario{
		As: "planner", Method: http.MethodPost, URL: fmt.Sprintf("/forecasts/%d/locks", run), Status: 201, Body: fmt.Sprintf(`{"name":"%s","employerId":%d,"note":""}`, mark, r.employer),
	}))
	r.commitment = decoded[api.Commitment](t, r.play(t, Scenario{
		As: "vendor_manager", Method: http.MethodPost, URL: "/commitments", Status: 201,
		Body: fmt.Sprintf(`{"programmeId":%d,"lockId":%d,"share":0.5,"dueAt":"2036-01-01T00:00:00Z","note":"%s","volumeBand":0.1,"handleBand":0.1,"tolerance":0.05,"occupancy":0.8}`, p.ID, lock.ID, mark),
	})).ID
	done[vendors.HoursFile](t, "hours")(r.Hours.Upload(ctx, scope, vendors.HoursUpload{ProgrammeID: p.ID, Kind: vendors.Delivered, Name: mark + ".csv", Text: "east,SALES,20260309 09:00,20260309 11:00,2"}))
}

// counts gives the rival a closed month, a month of counts, and a bill of it.
func (r *rival) counts(t *testing.T) {
	ctx, scope := t.Context(), r.doer()
	for _, first := range []string{"2026-01-01", "2026-02-01"} {
		var rows []vendors.CountRow
		for d := range 28 {
			day := grid.MustDate(first).AddDays(d)
			rows = append(rows, vendors.CountRow{QueueID: r.queue, Start: day.Start(time.UTC).Add(9 * time.Hour), Day: day, Counts: metric.Counts{"answered": 100, "handled": 100, "handled_aged_7d": 100, "repeated_7d": 30, "answered_30s": 90, "abandoned": 2}})
		}
		r.batch = done[vendors.CountBatch](t, "counts")(r.Counts.Record(ctx, scope, vendors.CountBatch{ProgrammeID: r.programme, Source: vendors.FromSwitch, Name: mark}, rows)).ID
	}
	january := vendors.MonthOf(grid.MustDate("2026-01-01"))
	s := done[vendors.Statement](t, "statement")(r.Statements.Statement(ctx, scope, r.programme, january))
	for _, credit := range s.Credits {
		done[vendors.Statement](t, "credit")(r.Statements.MoveCredit(ctx, scope, vendors.CreditOrder{ProgrammeID: r.programme, Month: january, Metric: credit.Metric, To: vendors.CreditAgreed}))
	}
	done[vendors.Period](t, "close")(r.Statements.Close(ctx, scope, r.programme, january))
	done[vendors.Period](t, "correction")(r.Statements.Correct(ctx, scope, r.programme, january, invoice.Correction{On: grid.DateOf(time.Now()), Why: mark, Amount: s.Charge}))
	rate := "resolution"
	if lines, err := r.Statements.Expected(ctx, scope, r.programme, january+1); err == nil && len(lines) > 0 {
		rate = lines[0].Rate
	}
	text := "kind,rate,day,quantity,price,amount,currency\nusage," + rate + ",2026-02-02,70,9.99,699.30,CNY\n"
	r.invoice = done[vendors.KeptInvoice](t, "invoice")(r.Statements.TakeInvoice(ctx, scope, vendors.InvoiceOrder{ProgrammeID: r.programme, Month: january + 1, Number: "BOLTMARK-9", Name: mark + ".csv"}, strings.NewReader(text))).ID
}

// crowds gives the rival a member with a certificate, a released interval, a pay
// statement, a grant, and something on the board of its triangle.
func (r *rival) crowds(t *testing.T) {
	ctx, scope := t.Context(), r.doer()
	m := done[vendors.CrowdMember](t, "member")(r.Crowd.Members.Apply(ctx, scope, r.programme, r.person))
	r.member = m.ID
	done[vendors.MemberCertificate](t, "certificate")(r.Crowd.Members.Certify(ctx, scope, vendors.MemberCertificate{MemberID: m.ID, SkillID: r.seeded.English, Granted: grid.MustDate("2026-01-05"), Method: mark}))
	begins := time.Now().UTC().Truncate(time.Hour).AddDate(0, 0, 14)
	released := done[vendors.CrowdRelease](t, "release")(r.Crowd.Releases.Open(ctx, scope, vendors.CrowdRelease{
		ProgrammeID: r.programme, QueueID: r.queue, Name: mark, Rule: member.Lottery, Seed: 1, ClosesAt: begins.AddDate(0, 0, -7), AnswerBy: begins.AddDate(0, 0, -6),
		Slots: []vendors.CrowdSlot{{Begins: begins, Minutes: 60, Need: 1}},
	}))
	r.release = released.ID
	done[vendors.Payroll](t, "payroll")(r.Crowd.Payrolls.Check(ctx, scope, vendors.Payroll{ProgrammeID: r.programme, Name: mark, From: grid.MustDate("2026-02-01"), To: grid.MustDate("2026-02-28")},
		[][]string{{"code", "amount", "paid_on", "proof"}, {"BOLTMARK-P", "12.00", "2026-03-02", "b1"}}, false))
	done[vendors.AuthorityGrant](t, "grant")(r.Crowd.Authority.Ask(ctx, scope, vendors.AuthorityGrant{
		PersonID: r.person, Right: authority.Right{Code: authority.Goodwill}, Level: 1, Limit: money.Amount{Minor: 100, Currency: "CNY"}, From: time.Now(), To: time.Now().AddDate(0, 0, 30), Reason: mark,
	}))
	done[vendors.Triangle](t, "action")(r.Crowd.Triangles.Act(ctx, scope, vendors.TriangleAction{ProgrammeID: r.programme, Corner: authority.Corners[0], Text: mark, Person: mark, Due: grid.MustDate("2026-03-09")}))
}

// isJudged gives the rival a grader, judged contacts, an appeal and an alarm.
func (r *rival) isJudged(t *testing.T) {
	ctx := t.Context()
	var file strings.Builder
	file.WriteString("id,time,agent,stratum,link\n")
	for i := range 12 {
		fmt.Fprintf(&file, "BOLTMARK-%d,2026-03-%02dT09:00:00Z,BOLTMARK-P,billing,https://recordings.example/boltmark%d\n", i, 2+i, i)
	}
	r.play(t, Scenario{As: "vendor_manager", Method: http.MethodPost, URL: "/quality-contacts/import", Body: file.String(), Status: 200, Header: map[string]string{"Content-Type": "text/csv"}})
	own := r.grader(t, "rival")
	order := func(purpose string, total int, grader int64) string {
		return strings.Replace(r.judged.sample(purpose, r.employer, total, grader), `"name":"March"`, `"name":"`+mark+`"`, 1)
	}
	r.play(t, Scenario{As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: order("estimate", 8, r.owner), Status: 201})
	r.evaluation = r.gradeAll(t, "vendor_manager", 2)
	own2 := decoded[api.QualitySample](t, r.play(t, Scenario{As: "rival", Method: http.MethodPost, URL: "/quality-samples", Body: order("own_check", 4, own), Status: 201}))
	r.sample = own2.ID
	r.work = decoded[api.PageOf[api.WorklistItem]](t, r.play(t, Scenario{As: "rival", URL: "/quality-worklist", Status: 200})).Items[0].ID
	r.play(t, Scenario{As: "rival", Method: http.MethodPost, URL: fmt.Sprintf("/quality-evaluations/%d/appeals", r.evaluation), Body: `{"items":[],"reason":"` + mark + `"}`, Status: 201})
	err := r.DB.InTx(ctx, r.doer(), func(ctx context.Context) error {
		return r.DB.Tx(ctx).Exec("INSERT INTO quality_alarms (tenant_id, version, point_key, employer_id, chart, metric, at, statistic, bound, state, owner, cause, action, effect_due, effect, raised_at, history) "+
			"VALUES (1, 1, 'boltmark', ?, 'risk_sum', 'critical', ?, 5, 4, 'open', ?, '', '', '', '', ?, '[]')", r.employer, database.At(time.Now()), mark, database.At(time.Now())).Error
	})
	if err != nil {
		t.Fatal(err)
	}
}

// rosters puts the rival's person on a published week.
func (r *rival) rosters(t *testing.T) {
	need := decoded[api.Requirement](t, r.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/requirements", Body: `{"forecastId":1}`, Status: 201}))
	week := decoded[api.Roster](t, r.play(t, Scenario{
		As: "planner", Method: http.MethodPost, URL: "/rosters", Status: 201,
		Body: fmt.Sprintf(`{"name":"Week","siteId":%d,"from":"2026-03-09","days":7,"requirementIds":[%d]}`, need.SiteID, need.ID),
	}))
	r.roster = week.ID
	at := fmt.Sprintf("/rosters/%d", week.ID)
	r.built(t, at)
	now := decoded[api.Roster](t, r.play(t, Scenario{As: "planner", URL: at, Status: 200}))
	r.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: at + "/publication", Body: `{}`, Header: map[string]string{"If-Match": fmt.Sprintf(`"%d"`, now.Version)}, Status: 200})
}

// divides keeps a division of volume in which the rival has a part.
func (r *rival) divides(t *testing.T) {
	in := done[vendors.AllocationInput](t, "fill")(r.Allocations.Fill(t.Context(), r.doer(), grid.MustDate("2026-04-01"), grid.MustDate("2026-04-30"), []int64{r.queue}))
	in.Name = mark
	for i := range in.Queues {
		for k := range in.Queues[i].Offers {
			in.Queues[i].Offers[k].MinShare, in.Queues[i].Offers[k].MaxShare, in.Queues[i].Offers[k].Capacity = 0, 1, in.Queues[i].Volume
		}
	}
	r.allocation = done[vendors.Allocation](t, "allocation")(r.Allocations.Save(t.Context(), r.doer(), in)).ID
}
