"""What records say together: which belongs to which, and the rules that no record can break alone.

`held` says what is asked of whoever holds many records; `consistency` asks every rule when one enters.
"""
