"""Marks for a class: notebooks that were handed in, some of which want the grader to fail.

==================  ============================================================================
`archive`           a school's ZIP archive, unpacked for a run
`handed_in`         whose notebook for which exercise a file is, by where it lies
`marks`             what a submission and each question earned, as types and as JSON
`marking`           one submission in a box: its record
`journal`           records on disk, so that a run that was killed goes on and nothing is twice
`lateness`          what is taken off for days after the due time
`grade`             a folder of them, several at a time
`tables`            marks.csv and marks.json, and a teacher's CSV as a spreadsheet writes it
`overrides`         the teacher's own marks, read back from marks.csv and kept
`pages`             a page for each student, and one for the class, of ``templates/``
`overview`          what the page of the class counts
`reading`           written answers, out to a person and back as marks
`notices`           what a teacher must not overlook, as sentences
`similarity`        answers that look alike, and solutions of ours: a hint
`schools`           marks as Moodle, Canvas and Gradescope read them
`class_marks`       all of it, in the order in which it happens: a run of ``hplearn grade``
`gradebook`         marks in nbgrader's database
`nbgrader`          what ``nbgrader autograde`` does, done in our box
`one`               one notebook, from its bytes to its record
==================  ============================================================================
"""
