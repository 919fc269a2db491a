package workforce_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

const notice = `{"$schema":"x","year":2027,"papers":["http://www.gov.cn/x"],"days":[
 {"name":"元旦","date":"2027-01-01","isOffDay":true},
 {"name":"春节","date":"2027-02-06","isOffDay":true},
 {"name":"春节","date":"2027-01-31","isOffDay":false}]}`

func TestAYearsNoticeAndATableMeanTheSame(t *testing.T) {
	want := []workforce.CalendarDay{
		{Date: grid.MustDate("2027-01-01"), Kind: workforce.Holiday, Name: "元旦"},
		{Date: grid.MustDate("2027-01-31"), Kind: workforce.Workday, Name: "春节"},
		{Date: grid.MustDate("2027-02-06"), Kind: workforce.Holiday, Name: "春节"},
	}
	for format, text := range map[string]string{
		"notice": "\ufeff" + notice,
		"csv":    "\ufeffdate,name,kind\r\n2027-01-01,元旦,off\r\n2027-02-06,春节,holiday\r\n2027-01-31,春节,workday\r\n",
	} {
		f, err := workforce.ReadCalendarFile(strings.NewReader(text))
		if err != nil || len(f.Problems) > 0 || f.Format != format {
			t.Fatalf("%s: %v, read as %s with %+v", format, err, f.Format, f.Problems)
		}
		if diff := cmp.Diff(want, f.Days); diff != "" {
			t.Errorf("%s (-want +got):\n%s", format, diff)
		}
	}
}

func TestEventsComeFromATableWithWhatIsExpectedOfThem(t *testing.T) {
	f, err := workforce.ReadCalendarFile(strings.NewReader("kind,date,name,uplift_pct,event_type\nevent,2027-11-11,双十一,180,sale\nschool_break,2027-07-01,暑假,,\n"))
	if err != nil || len(f.Problems) > 0 || len(f.Days) != 2 {
		t.Fatalf("%v: %+v", err, f)
	}
	if d := f.Days[1]; d.EventType != "sale" || d.UpliftPct == nil || *d.UpliftPct != 180 || f.Days[0].UpliftPct != nil {
		t.Errorf("read %+v", f.Days)
	}
}

func TestAWrongFileOfSpecialDaysIsRefusedEntryByEntry(t *testing.T) {
	for text, want := range map[string][]workforce.CalendarProblem{
		"":                        {{Place: 1, Field: "date"}},
		"date,name\n":             {{Place: 1, Field: "kind"}},
		"date,name,kind\n":        {{}},
		`{"year":2028,"days":[]}`: {{Field: "days"}},
		`{"days":3}`:              {{}},
		`{"year":2027,"days":[{"name":"a","date":"2027-02-30","isOffDay":true},{"name":"b","date":"2031-01-01","isOffDay":true},{"name":"c","date":"2027-01-01"}]}`: {
			{Place: 1, Field: "date"}, {Place: 2, Field: "date"}, {Place: 3, Field: "isOffDay"},
		},
		"date,name,kind\n2027-01-01,a,closed\n1.1.2027,b,off\n2027-01-02,,off\n":        {{Place: 2, Field: "kind"}, {Place: 3, Field: "date"}, {Place: 4, Field: "name"}},
		"date,name,kind,uplift_pct\n2027-01-01,a,event,much\n2027-01-02,a,event,2000\n": {{Place: 2, Field: "uplift_pct"}, {Place: 3, Field: "upliftPct"}},
		"date,name,kind\n2027-01-01,a,off\n2027-01-01,a,workday\n":                      {{Field: "days[1].kind"}},
		"date,name,kind\n2027-01-01,a,off\n2027-01-01,b,off\n":                          {{Field: "days[1]"}},
		"date,name,kind\n\"2027": {{Place: 2}},
	} {
		f, err := workforce.ReadCalendarFile(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, f.Problems, cmpopts.IgnoreFields(workforce.CalendarProblem{}, "Found", "Expected")); diff != "" {
			t.Errorf("file %q (-want +got):\n%s", text, diff)
		}
		for _, p := range f.Problems {
			if p.Expected == "" || p.Found == "" {
				t.Errorf("file %q: problem %+v does not say what was found and expected", text, p)
			}
		}
	}
}

func FuzzFilesOfSpecialDaysNeverBreakTheReader(f *testing.F) {
	f.Add(notice)
	f.Add("date,name,kind\n2027-01-01,a,off\n")
	f.Add("{\"days\":[{}]}")
	f.Add("date,name,kind,uplift_pct\n2027-01-01,a,event,NaN\n\"")
	f.Fuzz(func(t *testing.T, text string) {
		read, err := workforce.ReadCalendarFile(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if len(read.Problems) > 0 {
			return
		}
		if _, err := workforce.NewCalendarDays(read.Days); err != nil {
			t.Errorf("file %q is taken, but a calendar refuses it: %v", text, err)
		}
	})
}
