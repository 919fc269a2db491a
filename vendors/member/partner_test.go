package member_test

import (
	"testing"

	"github.com/muster-wfm/muster/vendors/member"
)

func TestAPartnerIsJudgedByPeopleAndPay(t *testing.T) { // 004-16
	p := member.Partner{Asked: 200, Filled: 150, Booked: 100, Came: 90, Active: 40, Certified: 30}
	for name, c := range map[string]struct {
		got  member.Rate
		want float64
	}{"fill": {p.Fill(), 0.75}, "show": {p.Show(), 0.9}, "ready": {p.Ready(), 0.75}} {
		if c.got.Value() != c.want || !c.got.Known {
			t.Errorf("%s: %+v, want %v", name, c.got, c.want)
		}
	}
	if got := p.Yield(); got.Known || got.Value() != 0 {
		t.Errorf("nobody applied: %+v, want it not known", got)
	}
}
