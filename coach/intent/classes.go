package intent

// classIDs are the classes of classes*.tsv that the code asks for.
type classIDs struct {
	number, negation, not, subject, i, me, did, join, resumes, english, foreign, goesOn, keeps, loose                                                                                                                                                                                                                                                int32
	ate, taken, meToo, blame, cause, meal, unit, counted                                                                                                                                                                                                                                                                                             int32
	day, weekday, weekdays, shortDay, afterSat, lately, than, until, tomorrow, night, at, after, before, partOfDay, clockPoint, halfDay, length, daily                                                                                                                                                                                               int32
	command, period, nudge, into, latest, several                                                                                                                                                                                                                                                                                                    int32
	offWord, onlyWord, butWord, addWord, cantWord, awayWord, between, notThis, through, remindVerb, remindOf, quietWord, ownLife, themWord, allWord, sameDay, restWord, keepWord                                                                                                                                                                     int32
	beforeFood, joinsFoods, beforeWhen, about, times, usual, beforeWord                                                                                                                                                                                                                                                                              int32
	nightWord, tag, spots, fewer, gutTag, notGut, since, ahead, ideaMeal, ideaDiet, without, tiredOf, ideaGroup, ideaPart, ideaNot, ideaWho, ideaIll, ideaOwn, atHand, asking, askSign, lookThat, askAspect, askThat, askTick, askGain, askAgain, lookMark, askCanned, askNeed, askVerb, askVerbNot, askModal, askIn, lookCounted, lookNoun, lookTop int32
	lookSubject, lookMeasure, lookPeriod, lookSince, lookOwn, lookNot, lookAspect, lookFollow, lookBetween, lookCompare, fluidNoun, within, monthName                                                                                                                                                                                                int32
	unitSystem, vessel, fluidUnit, waterWord, beforeOwn, ask                                                                                                                                                                                                                                                                                         int32
	reach, reachWeak, oneWord, kindMore, stopWord, startWord, keepOn, moveWord, becomes, peaceWord, farWord, reminder, my, wishWord, undoneWord, fewerWord, badWord, passive, comesWord, whatWord, thenWord, howWord, hoursWord, errand, shift, tell                                                                                                 int32
	fix, fixToo, fixRef, fixBe, fixNot, fixNone, owner, fixHad, fixLink, fixForgot, fixLess, fixHedge, fixRight, fixWhy, fixDiff                                                                                                                                                                                                                     int32
	fixOut, fixVessel, fixAnd, fixDo, fixPut, fixWas, fixKind, fixThe, mealDrink, fixRest, fixAbout, fixNth, fixSay                                                                                                                                                                                                                                  int32
}

// names is where the class of each name goes.
func (c *classIDs) names() map[string]*int32 {
	return map[string]*int32{
		"number": &c.number, "negation": &c.negation, "not": &c.not, "subject": &c.subject,
		"i": &c.i, "teller": &c.me, "did": &c.did, "join": &c.join, "resumes": &c.resumes,
		"english": &c.english, "foreign": &c.foreign, "goes_on": &c.goesOn, "keeps": &c.keeps,
		"loose": &c.loose,

		"ate": &c.ate, "taken": &c.taken, "me_too": &c.meToo, "blame": &c.blame,
		"cause": &c.cause, "meal": &c.meal, "unit": &c.unit, "counted": &c.counted,

		"day": &c.day, "weekday": &c.weekday, "weekdays": &c.weekdays, "short_day": &c.shortDay, "after_sat": &c.afterSat, "lately": &c.lately,
		"than": &c.than, "until": &c.until, "tomorrow": &c.tomorrow, "night": &c.night,
		"at": &c.at, "part_of_day": &c.partOfDay, "clock_point": &c.clockPoint, "half_day": &c.halfDay, "length": &c.length,
		"daily": &c.daily, "after": &c.after, "before": &c.before,

		"command": &c.command, "period": &c.period, "nudge": &c.nudge, "into": &c.into,
		"latest": &c.latest, "several": &c.several,

		"off_word": &c.offWord, "only_word": &c.onlyWord, "but_word": &c.butWord, "add_word": &c.addWord, "cant_word": &c.cantWord,
		"away_word": &c.awayWord, "between": &c.between, "not_this": &c.notThis, "through": &c.through,
		"remind_verb": &c.remindVerb, "remind_of": &c.remindOf, "quiet_word": &c.quietWord, "own_life": &c.ownLife, "them_word": &c.themWord, "all_word": &c.allWord, "same_day": &c.sameDay, "rest_word": &c.restWord, "keep_word": &c.keepWord,
		"before_food": &c.beforeFood, "joins_foods": &c.joinsFoods, "before_when": &c.beforeWhen,
		"about": &c.about, "times": &c.times, "usual": &c.usual, "before_word": &c.beforeWord,

		"fix": &c.fix, "fix_too": &c.fixToo, "fix_ref": &c.fixRef, "fix_be": &c.fixBe, "fix_diff": &c.fixDiff, "fix_not": &c.fixNot, "fix_none": &c.fixNone, "owner": &c.owner, "fix_out": &c.fixOut, "fix_vessel": &c.fixVessel, "fix_and": &c.fixAnd, "fix_do": &c.fixDo, "fix_put": &c.fixPut, "fix_was": &c.fixWas, "fix_kind": &c.fixKind, "fix_the": &c.fixThe, "meal_drink": &c.mealDrink, "fix_rest": &c.fixRest, "fix_about": &c.fixAbout, "fix_nth": &c.fixNth, "fix_say": &c.fixSay, "fix_had": &c.fixHad, "fix_link": &c.fixLink,
		"fix_forgot": &c.fixForgot, "fix_less": &c.fixLess, "fix_hedge": &c.fixHedge, "fix_right": &c.fixRight, "fix_why": &c.fixWhy,

		"look_subject": &c.lookSubject, "look_measure": &c.lookMeasure, "look_period": &c.lookPeriod, "look_since": &c.lookSince,
		"look_own": &c.lookOwn, "look_not": &c.lookNot, "look_aspect": &c.lookAspect, "look_follow": &c.lookFollow, "look_between": &c.lookBetween, "look_compare": &c.lookCompare, "fluid_noun": &c.fluidNoun, "within": &c.within, "month_name": &c.monthName,

		"unit_system": &c.unitSystem, "vessel": &c.vessel, "fluid_unit": &c.fluidUnit, "water_word": &c.waterWord, "before_own": &c.beforeOwn, "ask": &c.ask,

		"reach": &c.reach, "reach_weak": &c.reachWeak, "one_word": &c.oneWord, "kind_more": &c.kindMore, "stop_word": &c.stopWord, "start_word": &c.startWord, "keep_on": &c.keepOn, "move_word": &c.moveWord, "becomes": &c.becomes, "peace_word": &c.peaceWord, "far_word": &c.farWord, "reminder": &c.reminder, "my": &c.my, "wish_word": &c.wishWord, "fewer_word": &c.fewerWord, "bad_word": &c.badWord, "passive": &c.passive, "comes_word": &c.comesWord, "what_word": &c.whatWord, "then_word": &c.thenWord, "how_word": &c.howWord, "hours_word": &c.hoursWord, "errand": &c.errand, "shift": &c.shift, "tell": &c.tell, "undone_word": &c.undoneWord,

		"night_word": &c.nightWord, "skin_tag": &c.tag, "spots": &c.spots, "fewer": &c.fewer,
		"gut_tag": &c.gutTag, "not_gut": &c.notGut, "since": &c.since, "ahead": &c.ahead, "idea_meal": &c.ideaMeal, "idea_diet": &c.ideaDiet, "without": &c.without, "tired_of": &c.tiredOf, "idea_group": &c.ideaGroup, "idea_part": &c.ideaPart, "idea_not": &c.ideaNot, "idea_who": &c.ideaWho, "idea_ill": &c.ideaIll, "idea_own": &c.ideaOwn, "at_hand": &c.atHand, "asking": &c.asking, "ask_sign": &c.askSign, "look_that": &c.lookThat, "ask_aspect": &c.askAspect, "ask_that": &c.askThat, "ask_tick": &c.askTick, "ask_gain": &c.askGain, "ask_again": &c.askAgain, "look_mark": &c.lookMark, "ask_canned": &c.askCanned, "ask_need": &c.askNeed, "ask_verb": &c.askVerb, "ask_verb_not": &c.askVerbNot, "ask_modal": &c.askModal, "ask_in": &c.askIn, "look_counted": &c.lookCounted, "look_noun": &c.lookNoun, "look_top": &c.lookTop,
	}
}
