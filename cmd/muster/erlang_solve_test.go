package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestErlangLooksForWhatIsAsked(t *testing.T) {
	rows := through(t, runErlang,
		"model,contacts,interval_s,load_erl,agents,aht_s,threshold_s,patience_s,solve_for,sl_target,max_abandon,max_occupancy,sl_variant",
		"c,100,1800,,,180,20,,agents,0.8,,,",
		"c,,1800,,14,180,20,,volume,0.888350019179466,,,",
		"c,100,1800,,14,,20,,aht,0.888350019179466,,,",
		"c,,,10,14,180,,,threshold,0.888350019179466,,,",
		"a,,,48,50,60,20,,patience,,0.030912249,,",
		"c,,,10,,180,20,,agents,0.8,,0.5,",
		"a,,,10,9,180,,60,threshold,0.95,,,sl_offered",
		"c,,,10,14,180,20,,,,,,",
	)
	wants := []map[string]string{
		{"solved": "13.037206466", "solved_whole": "14", "binding": "service_level", "service_level": "0.8"},
		{"solved": "100.000000", "solved_whole": "100", "occupancy": "0.714285714"},
		{"solved": "180.000000", "asa_s": "7.83593701"},
		{"solved": "20.0000000", "service_level": "0.888350019179466"},
		{"solved": "120.0000", "p_abandon": "0.030912249", "sl_offered": "0.943019"},
		{"solved": "20", "solved_whole": "20", "binding": "occupancy"},
		{"solved": "", "binding": "out_of_reach", "p_wait": ""},
		{"solved": "", "binding": "", "service_level": "0.888350019179466"},
	}
	for i, want := range wants {
		for column, value := range want {
			if !sameTo(rows[i][column], value, 1e-6) {
				t.Errorf("row %d: %s = %q, want %q", i, column, rows[i][column], value)
			}
		}
	}
}

func TestErlangXHasLinesRedialsAndAnyPatience(t *testing.T) {
	rows := through(t, runErlang,
		"model,load_erl,agents,aht_s,threshold_s,patience_s,patience_kind,patience_shape,lines,redial,percentile,sl_variant",
		"x,48,50,60,20,120,,,,,0.9,sl_ab_as_ok",
		"x,48,50,60,20,120,lognormal,1.2,60,0.5,,",
		"x,12.03,20,60,20,,,,20,,,",
		"c,10,14,180,20,,,,,,0.888350019179466,",
	)
	for column, want := range map[string]string{"p_abandon": "0.030912249", "attempts": "1", "p_lost": "0.030912249", "sl_excl_short": "0.97202960", "wait_percentile_s": "12.4446"} {
		if !sameTo(rows[0][column], want, 1e-3) {
			t.Errorf("exponential patience, no limit: %s = %q, want %q", column, rows[0][column], want)
		}
	}
	if rows[1]["attempts"] <= "1" || rows[1]["p_block"] == "" || rows[1]["wait_percentile_s"] != "" {
		t.Errorf("with redials %v", rows[1])
	}
	if !sameTo(rows[2]["p_block"], "0.01", 0.002) {
		t.Errorf("as many lines as agents block %q, want a hundredth", rows[2]["p_block"])
	}
	if !sameTo(rows[3]["wait_percentile_s"], "20", 1e-9) || rows[3]["attempts"] != "" {
		t.Errorf("Erlang C: %v", rows[3])
	}
}

func TestErlangNamesEveryWrongCellOfASearch(t *testing.T) {
	got := problemsOf(t, runErlang,
		"model,load_erl,agents,aht_s,threshold_s,patience_s,lines,redial,patience_kind,solve_for,sl_target",
		"c,10,14,180,20,,,,,agents,0.8",
		"c,10,,180,20,,,,,weather,0.8",
		"c,10,,180,,,,,,agents,0.8",
		"c,10,,180,20,,,,,agents,",
		"c,10,14,180,20,,,,,patience,0.8",
		"x,10,14,180,20,60,12,1,,,",
		"x,10,14,180,20,60,12,,,,",
		"x,10,14,180,20,60,,,moody,,",
		"c,10,,180,20,,,,,agents,1",
	)
	want := []string{
		`2:agents: "14", but solve_for looks for it; expected a blank`,
		`3:solve_for: "weather"; expected nothing or one of [agents volume aht patience lines threshold]`,
		`3:agents: blank; expected a number from 0 to 1e9, whole or not`,
		`4:threshold_s: blank; expected the seconds within which sl_target must be answered`,
		`5:solve_for: number of goals is 0; expected at least one, which decides the number of agents`,
		`6:solve_for: patience, which model c does not have; expected model a or x`,
		`7:redial: "1"; expected a share from 0 to 0.99`,
		`8:lines: lines is 12; expected at least as many as agents and at most a million, or 0 for no limit`,
		`9:patience_kind: "moody"; expected exponential, fixed, weibull or lognormal`,
		`10:sl_target: "1"; expected a share above 0 and below 1, such as 0.8`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}
