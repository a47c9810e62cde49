package com.example;

class EastIT extends ChangingTest {}
